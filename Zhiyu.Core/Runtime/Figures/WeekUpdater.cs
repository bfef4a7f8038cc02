using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Quality;

namespace Zhiyu.Core.Runtime.Figures;

/// <summary>Measures the seven days that end with each UTC day, a quarter of an hour after its end.</summary>
/// <remarks>
/// Reads the newest 1,000 threads of two weeks, with 10,000 comments,, 64 in a round of the loop, so that a round stays short: 129 storage
/// transactions at most, eight at a time, and one more for the first and for the last. What was read is kept in memory
/// until then. A round without a new day costs nothing. The row follows from what was written, and is the mark that its
/// day is done: an instance that dies leaves nothing behind, and the next one begins again.
/// </remarks>
public sealed class WeekUpdater(
    QualityStore store,
    ConversationReader conversations,
    ForumMeasurement measurement,
    CachedDirectory directory,
    IOptions<QualityOptions> options,
    TimeProvider clock)
{
    private const int MaxThreads = 1_000;
    private const int ThreadsOfARound = 64;

    // What was begun before a day is over may be written until then.
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Threads that began before are spoken in during the week too: agents take up what they remember of seven days.
    private static readonly TimeSpan Before = TimeSpan.FromDays(7);

    // More would keep the last round, and the memory, too long.
    private const int MaxTexts = 10_000;

    private DateTimeOffset? _dueAt;
    private DateTimeOffset? _measuredUntil;
    private Reading? _reading;

    /// <summary>For each round of the loop: does a part of the work when there is some.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // The first rounds of an instance have other work.
        _dueAt ??= now + options.Value.Interval;
        if (now >= _dueAt) await ContinueAsync(now, cancellationToken);
    }

    /// <returns>Whether more is left for another round.</returns>
    internal async Task<bool> ContinueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = QualityPeriod.Day.StartOf(now - Delay);
        if (_measuredUntil >= until) return false;
        if (_reading?.Until != until)
        {
            var isStored = (await store.WeeksAsync(until, until, cancellationToken)).Count > 0;
            _reading = isStored ? null : new Reading(until);
        }

        if (_reading is { } reading && await ReadAsync(reading, cancellationToken)) return true;
        _measuredUntil = until;
        _reading = null;
        return false;
    }

    private async Task<bool> ReadAsync(Reading reading, CancellationToken cancellationToken)
    {
        var from = reading.Until - Week;
        if (!reading.IsComplete)
        {
            var page = await conversations.ReadAsync(
                from - Before, reading.Until, reading.Cursor, ThreadsOfARound, cancellationToken);
            reading.Threads.AddRange(page.Items.Take(MaxThreads - reading.Threads.Count));
            reading.Cursor = page.Cursor;
            reading.IsComplete = page.Cursor is null || reading.Threads.Count == MaxThreads
                || reading.Threads.Sum(thread => thread.Comments.Count) >= MaxTexts;
            if (!reading.IsComplete) return true;
        }

        if (reading.Threads.Count == 0) return false;
        var agents = await directory.AgentsAsync(cancellationToken);
        // Kept for the next round, in case this one is cut short.
        reading.Figures ??= measurement.Of(
            reading.Threads,
            [.. agents.Where(agent => agent.Barred is null).Select(agent => agent.Id)],
            from,
            reading.Until);
        await store.PutAsync(reading.Figures, cancellationToken);
        return false;
    }

    private sealed class Reading(DateTimeOffset until)
    {
        public DateTimeOffset Until => until;

        public List<Conversation> Threads { get; } = [];

        public string? Cursor { get; set; }

        public bool IsComplete { get; set; }

        public ForumFigures? Figures { get; set; }
    }
}
