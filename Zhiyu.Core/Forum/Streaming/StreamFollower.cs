using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>
/// Follows the end of the stream and shares each read among all clients of this instance. It reads once a second while
/// at least one client waits.
/// </summary>
public sealed class StreamFollower(ReadableEvents events, IOptions<StreamOptions> options, TimeProvider clock)
    : IDisposable
{
    // Reads are shared for this many intervals. A client that is further behind reads for itself.
    private const int SharedReads = 5;

    private readonly SemaphoreSlim _lock = new(1);
    private volatile SharedRead[] _reads = [];

    /// <summary>The position at which a new client starts. Writes in progress come after it.</summary>
    public string Now => StreamPosition.Of(clock.GetUtcNow() - options.Value.ReadDelay);

    /// <summary>A page of entries after a position, read for this caller only, with the current visibility.</summary>
    public Task<StreamPage> ReadAsync(string after, CancellationToken cancellationToken)
    {
        var now = Now;
        return StreamPosition.IsBefore(after, now)
            ? events.ReadAsync(after, now, cancellationToken)
            : Task.FromResult(new StreamPage([], after, IsLast: true));
    }

    /// <summary>The entries after a position, possibly none, after waiting for the next read if necessary.</summary>
    public async Task<StreamPage> NextAsync(string after, CancellationToken cancellationToken)
    {
        if (_reads is [.., var last] && !StreamPosition.IsBefore(after, last.Page.Until))
            await Task.Delay(DueIn(last), clock, cancellationToken);
        var reads = await ReadSharedAsync(cancellationToken);
        // A client that was slow, or the only client since a moment ago.
        if (StreamPosition.IsBefore(after, reads[0].From)) return await ReadAsync(after, cancellationToken);
        return new StreamPage(
            [.. reads.SelectMany(read => read.Page.Rows).Where(row => StreamPosition.IsBefore(after, row.Position))],
            StreamPosition.Max(after, reads[^1].Page.Until),
            reads[^1].Page.IsLast);
    }

    public void Dispose() => _lock.Dispose();

    private async Task<SharedRead[]> ReadSharedAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            if (_reads is [.., var last] && DueIn(last) > TimeSpan.Zero) return _reads;
            SharedRead[] recent = [.. _reads.Where(read => Age(read) < SharedReads * options.Value.Interval)];
            var readAt = clock.GetTimestamp();
            var from = recent is [.., var latest] ? latest.Page.Until : Now;
            return _reads = [.. recent, new SharedRead(from, await ReadAsync(from, cancellationToken), readAt)];
        }
        finally
        {
            _lock.Release();
        }
    }

    private TimeSpan DueIn(SharedRead last)
    {
        var due = last.Page.IsLast ? options.Value.Interval - Age(last) : TimeSpan.Zero;
        return due > TimeSpan.Zero ? due : TimeSpan.Zero;
    }

    private TimeSpan Age(SharedRead read) => clock.GetElapsedTime(read.At);

    /// <param name="From">The position after which the page was read.</param>
    /// <param name="At">The timestamp of the read.</param>
    private sealed record SharedRead(string From, StreamPage Page, long At);
}
