namespace Zhiyu.Core.Agents;

/// <summary>Caches a value and reads it again when it is too old, one read at a time.</summary>
internal sealed class CachedValue<T>(Func<CancellationToken, Task<T>> read, TimeSpan staleness, TimeProvider clock)
    : IDisposable where T : class
{
    private readonly SemaphoreSlim _lock = new(1);
    private volatile Entry? _entry;

    /// <param name="maxAge">A lower maximum age for this call.</param>
    public async Task<T> GetAsync(CancellationToken cancellationToken, TimeSpan? maxAge = null)
    {
        if (Fresh(maxAge) is { } fresh) return fresh;
        var askedAt = clock.GetTimestamp();
        await _lock.WaitAsync(cancellationToken);
        try
        {
            // One read serves all callers that were waiting when it began, even those that need a current value.
            if ((Fresh(maxAge) ?? ReadSince(askedAt)) is { } meanwhile) return meanwhile;
            var readAt = clock.GetTimestamp();
            var value = await read(cancellationToken);
            _entry = new Entry(value, readAt);
            return value;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Makes the next caller read again.</summary>
    public void Expire() => _entry = null;

    public void Dispose() => _lock.Dispose();

    private T? Fresh(TimeSpan? maxAge) =>
        _entry is { } entry && clock.GetElapsedTime(entry.ReadAt) < (maxAge ?? staleness) ? entry.Value : null;

    private T? ReadSince(long askedAt) => _entry is { } entry && entry.ReadAt > askedAt ? entry.Value : null;

    private sealed record Entry(T Value, long ReadAt);
}
