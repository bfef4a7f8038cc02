using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;

namespace Zhiyu.Core.Runtime;

/// <summary>The parts of a round after its measurement: ranking, highlights, a post that is due, measures.</summary>
public sealed class PeriodicTasks(
    RankingUpdater rankings,
    HighlightUpdater highlights,
    PostScheduler scheduler,
    QualityUpdater quality,
    WeekUpdater week)
{
    // The index of the part that the next round begins with.
    private int _firstPart;

    /// <summary>
    /// After a round that was cancelled, the next one starts with the cancelled part. A part that was first and still
    /// did not finish comes last.
    /// </summary>
    public async Task RunAsync(bool isOn, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task>[] parts =
        [
            rankings.RefreshAsync,
            token => highlights.RefreshAsync(token),
            token => isOn ? scheduler.RunAsync(now: false, token) : Task.CompletedTask,
            quality.RefreshAsync,
            week.RefreshAsync,
        ];
        var first = _firstPart;
        for (var done = 0; done < parts.Length; done++)
        {
            _firstPart = (first + Math.Max(done, 1)) % parts.Length;
            await parts[(first + done) % parts.Length](cancellationToken);
        }

        _firstPart = 0;
    }
}
