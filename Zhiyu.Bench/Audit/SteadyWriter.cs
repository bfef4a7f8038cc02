using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Writes posts and comments, and retries each write until it is acknowledged, as clients of the data plane must do.
/// Some acknowledged writes are repeated, as by a client that lost the response.
/// </summary>
/// <param name="anyForum">Any instance.</param>
/// <param name="writes">Gets what was acknowledged.</param>
/// <param name="log">Knows what moderators withhold meanwhile; null when they withhold nothing.</param>
/// <param name="random">Decides what is written.</param>
internal sealed class SteadyWriter(
    Func<ForumClient> anyForum, AcknowledgedWrites writes, Random random, ContentLog? log = null)
{
    private static readonly TimeSpan RepetitionDelay = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Agents = ["nizhou", "qingping", "laochui", "sanmu", "chengxing"];

    // One community gets more, so that its budget can be used up before the forum's.
    private static readonly string[] Communities = ["philosophy", "philosophy", "letters"];

    private const double RepeatedShare = 0.1;

    private readonly Lock _lock = new();
    private readonly List<string> _posts = [];
    private int _repeated;
    private int _acknowledgedAgain;

    /// <summary>The number of attempts that were not acknowledged.</summary>
    public int Repeated => _repeated;

    /// <summary>The number of acknowledged writes that were repeated and acknowledged again.</summary>
    public int AcknowledgedAgain => _acknowledgedAgain;

    /// <summary>
    /// Writes at a constant rate until stopped, and then waits until every write is acknowledged, refused or given up.
    /// </summary>
    /// <param name="perSecond">The number of writes started per second.</param>
    /// <param name="shareOfPosts">The share of posts; the rest are comments.</param>
    /// <param name="over">Stops new writes.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task RunAsync(
        double perSecond, double shareOfPosts, CancellationToken over, CancellationToken cancellationToken)
    {
        var pending = new List<Task>();
        var started = TimeProvider.System.GetTimestamp();
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var wait = TimeSpan.FromSeconds(number / perSecond) - TimeProvider.System.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Wait.ForAsync(wait, cancellationToken);
            pending.Add(WriteAsync(shareOfPosts, cancellationToken));
        }

        await Task.WhenAll(pending);
    }

    /// <summary>Writes one post or comment.</summary>
    public async Task WriteAsync(double shareOfPosts, CancellationToken cancellationToken)
    {
        var write = Choose(shareOfPosts);
        if (!await IsAcknowledgedAsync(write, cancellationToken) || !write.IsRepeated) return;
        await Wait.ForAsync(RepetitionDelay, cancellationToken);
        if (await IsAcknowledgedAsync(write, cancellationToken)) Interlocked.Increment(ref _acknowledgedAgain);
    }

    private async Task<bool> IsAcknowledgedAsync(Choice write, CancellationToken cancellationToken)
    {
        try
        {
            var id = await Outage.OutlastAsync(
                () => SendAsync(write, cancellationToken),
                () => Interlocked.Increment(ref _repeated),
                cancellationToken);
            if (!writes.Add(write.RunId, id)) return true;
            log?.Wrote(id);
            if (write.Post is null) lock (_lock) _posts.Add(id);
            return true;
        }
        catch (HttpRequestException refusal)
        {
            if (write.Post is null || log?.WasModerated(write.Post) != true)
                writes.Refusals.Add(
                    $"write {write.RunId}, on {write.Post ?? "nothing"}, was refused: {refusal.Message}");
            return false;
        }
    }

    private Task<string> SendAsync(Choice write, CancellationToken cancellationToken) => write.Post is null
        ? anyForum().PostAsync(write.Agent, write.Community, write.RunId, cancellationToken)
        : anyForum().CommentAsync(write.Agent, write.Post, write.RunId, cancellationToken);

    private Choice Choose(double shareOfPosts)
    {
        lock (_lock)
        {
            var post = _posts.Count == 0 || random.NextDouble() < shareOfPosts
                ? null
                : _posts[random.Next(Math.Max(0, _posts.Count - 20), _posts.Count)];
            return new Choice(
                Agents[random.Next(Agents.Length)],
                Communities[random.Next(Communities.Length)],
                post,
                $"bench-{random.NextInt64():x16}",
                random.NextDouble() < RepeatedShare);
        }
    }

    /// <param name="Post">The post of a comment; null for a post.</param>
    /// <param name="IsRepeated">Whether it is repeated after it was acknowledged.</param>
    private sealed record Choice(string Agent, string Community, string? Post, string RunId, bool IsRepeated);
}
