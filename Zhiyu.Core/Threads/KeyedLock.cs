namespace Zhiyu.Core.Threads;

/// <summary>Serializes changes of the same key within one instance.</summary>
/// <remarks>
/// Correctness depends on ETags alone; the lock only prevents starvation. When eight callers change one row again and
/// again, seven lose each attempt, and one of them may lose fifty. Several keys can share a lock, so a caller that
/// holds one must not take a second one.
/// </remarks>
public sealed class KeyedLock
{
    private const int Stripes = 64;

    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <returns>The lock; dispose it to release it.</returns>
    public async Task<IDisposable> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var stripe = _stripes[(uint)id.GetHashCode(StringComparison.Ordinal) % Stripes];
        await stripe.WaitAsync(cancellationToken);
        return new Releaser(stripe);
    }

    private sealed class Releaser(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
