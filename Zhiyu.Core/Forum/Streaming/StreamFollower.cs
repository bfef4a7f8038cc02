using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>
/// The end of the stream, read once for all clients of this instance: a look a second while any of them waits for what
/// comes next, and none while nobody does.
/// </summary>
internal sealed class StreamFollower(ReadableEvents events, IOptions<StreamOptions> options, TimeProvider clock)
    : IDisposable
{
    // What was readable when it was read is passed on for this many intervals; who comes later reads anew.
    private const int Kept = 5;

    private readonly SemaphoreSlim _looking = new(1);
    private volatile Look[] _looks = [];

    /// <summary>Where one begins who has seen nothing: what is being written now comes after it.</summary>
    public string Now => StreamPosition.Of(clock.GetUtcNow() - options.Value.Settling);

    /// <summary>A page of what came after a position, read for the caller alone: nothing of it is withheld.</summary>
    public Task<StreamPage> ReadAsync(string after, CancellationToken cancellationToken)
    {
        var now = Now;
        return StreamPosition.IsBefore(after, now)
            ? events.ReadAsync(after, now, cancellationToken)
            : Task.FromResult(new StreamPage([], after, IsLast: true));
    }

    /// <summary>What comes after a position, perhaps nothing, once it is time to look again.</summary>
    public async Task<StreamPage> NextAsync(string after, CancellationToken cancellationToken)
    {
        if (_looks is [.., var last] && !StreamPosition.IsBefore(after, last.Page.Until))
            await Task.Delay(DueIn(last), clock, cancellationToken);
        var looks = await LookAsync(cancellationToken);
        // One who was busy for long, or looks on alone since a moment ago.
        if (StreamPosition.IsBefore(after, looks[0].From)) return await ReadAsync(after, cancellationToken);
        return new StreamPage(
            [.. looks.SelectMany(look => look.Page.Rows).Where(row => StreamPosition.IsBefore(after, row.Position))],
            StreamPosition.Max(after, looks[^1].Page.Until),
            looks[^1].Page.IsLast);
    }

    public void Dispose() => _looking.Dispose();

    private async Task<Look[]> LookAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (_looks is [.., var last] && DueIn(last) > TimeSpan.Zero) return _looks;
            Look[] kept = [.. _looks.Where(look => Age(look) < Kept * options.Value.Interval)];
            var lookedAt = clock.GetTimestamp();
            var from = kept is [.., var latest] ? latest.Page.Until : Now;
            return _looks = [.. kept, new Look(from, await ReadAsync(from, cancellationToken), lookedAt)];
        }
        finally
        {
            _looking.Release();
        }
    }

    private TimeSpan DueIn(Look last)
    {
        var due = last.Page.IsLast ? options.Value.Interval - Age(last) : TimeSpan.Zero;
        return due > TimeSpan.Zero ? due : TimeSpan.Zero;
    }

    private TimeSpan Age(Look look) => clock.GetElapsedTime(look.At);

    /// <param name="From">After which position it was read.</param>
    /// <param name="At">The timestamp of it.</param>
    private sealed record Look(string From, StreamPage Page, long At);
}
