using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Appends each event to the stream once, at a position that no reader has passed yet.</summary>
/// <remarks>
/// An event's position is its time, so that a repeated append finds the position taken. Readers pass a position once it
/// is <see cref="StreamOptions.ReadDelay"/> old. An append that starts after half of that time leaves a mark at the
/// position and adds the event at the current time. An append that starts in time but takes too long does the same, and
/// readers may then get the event twice.
/// </remarks>
public sealed class StreamAppender(ForumStream stream, IOptions<StreamOptions> options, TimeProvider clock)
{
    // Each attempt is a storage operation that took a second. This many in a row mean that something is broken.
    private const int MaxAttempts = 5;

    /// <summary>Does nothing for an event older than <see cref="StreamOptions.Retention"/>. Idempotent.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="changedAt">
    /// When a moderator last changed the content: an older event of content that was approved late is told at this time.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="TimeoutException">
    /// Storage was slow five times, so readers may have missed the event.
    /// </exception>
    public async Task RecordAsync(StreamEntry entry, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (entry.IsContent && now - entry.At > options.Value.Retention) entry = entry with { At = changedAt };
        if (now - entry.At > options.Value.Retention) return;
        var row = new StreamRow(entry, entry.At) { MovedTo = IsInTime(entry.At) ? null : now };
        if (await stream.TryAddAsync(row, cancellationToken))
        {
            if (row.MovedTo is { } later) await MoveAsync(entry, later, cancellationToken);
            else if (!IsInTime(entry.At)) await MoveAsync(entry, clock.GetUtcNow(), cancellationToken);
        }
        // The process that left the mark may have crashed before it added the event at the later time.
        else if (await stream.FindAsync(row.Position, cancellationToken) is { MovedTo: { } later }
            && await stream.FindAsync(StreamPosition.Of(later, entry.EventId), cancellationToken) is null)
        {
            await MoveAsync(entry, later, cancellationToken);
        }
    }

    private async Task MoveAsync(StreamEntry entry, DateTimeOffset stamp, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            await stream.TryAddAsync(new StreamRow(entry, stamp), cancellationToken);
            if (IsInTime(stamp)) return;
            stamp = clock.GetUtcNow();
        }

        throw new TimeoutException($"Event {entry.EventId} could not be added to the stream in time.");
    }

    private bool IsInTime(DateTimeOffset stamp) => clock.GetUtcNow() - stamp <= options.Value.ReadDelay / 2;
}
