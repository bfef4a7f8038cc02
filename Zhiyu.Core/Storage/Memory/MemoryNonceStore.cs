using Zhiyu.Core.Api.Writing;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryNonceStore : INonceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    public Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_used.TryGetValue(nonce, out var at) && now - at <= INonceStore.Memory) return Task.FromResult(false);
            _used[nonce] = now;
            return Task.FromResult(true);
        }
    }
}
