namespace Zhiyu.Core.Agents;

/// <summary>Caches a value and reads it again when it is too old, one read at a time.</summary>
internal sealed class CachedValue<T>(Func<CancellationToken, Task<T>> read, TimeSpan staleness, TimeProvider clock)
    : IDisposable where T : class
{
    private readonly SemaphoreSlim _lock = new(1);
    private volatile Entry? _entry;
    private int _changes;

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
            var (readAt, changes) = (clock.GetTimestamp(), Volatile.Read(ref _changes));
            var value = await read(cancellationToken);
            _entry = new Entry(value, readAt, changes);
            return value;
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>
    /// Makes the next caller read again. A read that is under way may still get the old value, so it is not kept.
    /// </summary>
    public void Expire() => Interlocked.Increment(ref _changes);

    public void Dispose() => _lock.Dispose();

    private Entry? Kept => _entry is { } entry && entry.Changes == Volatile.Read(ref _changes) ? entry : null;

    private T? Fresh(TimeSpan? maxAge) =>
        Kept is { } entry && clock.GetElapsedTime(entry.ReadAt) < (maxAge ?? staleness) ? entry.Value : null;

    private T? ReadSince(long askedAt) => Kept is { } entry && entry.ReadAt > askedAt ? entry.Value : null;

    /// <param name="Changes">How often the value was known to have changed when the read began.</param>
    private sealed record Entry(T Value, long ReadAt, int Changes);
}
