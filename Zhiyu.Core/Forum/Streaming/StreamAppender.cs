using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Puts each event into the stream once, where no reader passes it over.</summary>
/// <remarks>
/// An event has its place at the time at which it happened, so that whoever tells it again finds the place taken.
/// Readers pass a moment once it is <see cref="StreamOptions.Settling"/> old. Who comes when half of that is over leaves
/// a mark in the place and puts the event to the present; who comes in time and then takes too long puts it there as
/// well, at the risk that readers have seen it already.
/// </remarks>
internal sealed class StreamAppender(IForumStream stream, IOptions<StreamOptions> options, TimeProvider clock)
{
    // Each round is a storage operation that took a second; this many in a row mean something is broken.
    private const int MaxRounds = 5;

    /// <summary>Nothing for what is older than the stream's memory: it is no news.</summary>
    /// <exception cref="TimeoutException">Storage was slow five times; readers may have passed it over.</exception>
    public async Task RecordAsync(StreamEntry entry, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - entry.At > options.Value.Memory) return;
        var row = new StreamRow(entry, entry.At) { MovedTo = IsInTime(entry.At) ? null : now };
        if (await stream.TryAddAsync(row, cancellationToken))
        {
            if (row.MovedTo is { } later) await MoveAsync(entry, later, cancellationToken);
            else if (!IsInTime(entry.At)) await MoveAsync(entry, clock.GetUtcNow(), cancellationToken);
        }
        // Whoever left the mark may have died before it put the event to the later time.
        else if (await stream.FindAsync(row.Position, cancellationToken) is { MovedTo: { } later }
            && await stream.FindAsync(StreamPosition.Of(later, entry.EventId), cancellationToken) is null)
        {
            await MoveAsync(entry, later, cancellationToken);
        }
    }

    private async Task MoveAsync(StreamEntry entry, DateTimeOffset stamp, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            await stream.TryAddAsync(new StreamRow(entry, stamp), cancellationToken);
            if (IsInTime(stamp)) return;
            stamp = clock.GetUtcNow();
        }

        throw new TimeoutException($"Event {entry.EventId} did not get into the stream while it was news.");
    }

    private bool IsInTime(DateTimeOffset stamp) => clock.GetUtcNow() - stamp <= options.Value.Settling / 2;
}
