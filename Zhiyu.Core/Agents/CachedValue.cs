namespace Zhiyu.Core.Agents;

/// <summary>A value that is read again once it is too old, by one caller at a time.</summary>
internal sealed class CachedValue<T>(Func<CancellationToken, Task<T>> read, TimeSpan staleness, TimeProvider clock)
    : IDisposable where T : class
{
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Entry? _entry;

    /// <param name="maxAge">Asks for a fresher value than usual.</param>
    public async Task<T> GetAsync(CancellationToken cancellationToken, TimeSpan? maxAge = null)
    {
        if (Fresh(maxAge) is { } fresh) return fresh;
        var askedAt = clock.GetTimestamp();
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // One reading serves all who were waiting when it began, also those who want nothing older than now.
            if ((Fresh(maxAge) ?? ReadSince(askedAt)) is { } meanwhile) return meanwhile;
            var readAt = clock.GetTimestamp();
            var value = await read(cancellationToken);
            _entry = new Entry(value, readAt);
            return value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Has the next caller read again.</summary>
    public void Expire() => _entry = null;

    public void Dispose() => _reading.Dispose();

    private T? Fresh(TimeSpan? maxAge) =>
        _entry is { } entry && clock.GetElapsedTime(entry.ReadAt) < (maxAge ?? staleness) ? entry.Value : null;

    private T? ReadSince(long askedAt) => _entry is { } entry && entry.ReadAt > askedAt ? entry.Value : null;

    private sealed record Entry(T Value, long ReadAt);
}
