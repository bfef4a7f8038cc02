using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryNonceStore : INonceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _usedAt = new(StringComparer.Ordinal);

    public Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_usedAt.TryGetValue(nonce, out var usedAt) && now - usedAt <= INonceStore.Memory)
                return Task.FromResult(false);
            _usedAt[nonce] = now;
            return Task.FromResult(true);
        }
    }

    public Task<int> ForgetAsync(DateTimeOffset usedBefore, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var old = _usedAt.Where(used => used.Value < usedBefore).Take(most).ToList();
            foreach (var used in old) _usedAt.Remove(used.Key);
            return Task.FromResult(old.Count);
        }
    }
}
