using System.Net;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Writes posts, and comments on them, and repeats each write until it is acknowledged, as the data plane's callers are
/// meant to: whatever dies meanwhile.
/// </summary>
internal sealed class SteadyWriter(Func<ForumClient> anyForum, AcknowledgedWrites writes, Random random)
{
    private static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Agents = ["nizhou", "qingping", "laochui", "sanmu", "chengxing"];
    private static readonly string[] Communities = ["philosophy", "letters"];

    private readonly Lock _turn = new();
    private readonly List<string> _posts = [];
    private int _repeated;

    public int Repeated => _repeated;

    /// <summary>Writes at a rate until it is over; returns when all that was begun is acknowledged.</summary>
    /// <param name="perSecond">Writes that are begun in a second.</param>
    /// <param name="shareOfPosts">The others are comments.</param>
    /// <param name="over">Ends the beginning of new ones.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public async Task RunAsync(
        double perSecond, double shareOfPosts, CancellationToken over, CancellationToken cancellationToken)
    {
        var begun = new List<Task>();
        var started = TimeProvider.System.GetTimestamp();
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var wait = TimeSpan.FromSeconds(number / perSecond) - TimeProvider.System.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Wait.ForAsync(wait, cancellationToken);
            begun.Add(WriteAsync(shareOfPosts, cancellationToken));
        }

        await Task.WhenAll(begun);
    }

    private async Task WriteAsync(double shareOfPosts, CancellationToken cancellationToken)
    {
        var (agent, community, post, runId) = Choose(shareOfPosts);
        while (true)
        {
            try
            {
                var forum = anyForum();
                var id = post is null
                    ? await forum.PostAsync(agent, community, runId, cancellationToken)
                    : await forum.CommentAsync(agent, post, runId, cancellationToken);
                writes.Add(runId, id);
                if (post is null) lock (_turn) _posts.Add(id);
                return;
            }
            catch (Exception fault) when (IsPassing(fault, cancellationToken))
            {
                Interlocked.Increment(ref _repeated);
                await Wait.ForAsync(BeforeRepeating, cancellationToken);
            }
            catch (HttpRequestException refusal)
            {
                writes.Refusals.Add($"write {runId}, on {post ?? "nothing"}, was refused: {refusal.Message}");
                return;
            }
        }
    }

    // A process that has died refuses, breaks off or says nothing; one without storage says 500 or 503, or takes its own
    // repeated insert of the nonce for a second use of the token. Each attempt is signed anew.
    private static bool IsPassing(Exception fault, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && (fault is OperationCanceledException or ObjectDisposedException or IOException
            || fault is HttpRequestException
            {
                StatusCode: null or HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
            });

    private (string Agent, string Community, string? Post, string RunId) Choose(double shareOfPosts)
    {
        lock (_turn)
        {
            var post = _posts.Count == 0 || random.NextDouble() < shareOfPosts
                ? null
                : _posts[random.Next(Math.Max(0, _posts.Count - 20), _posts.Count)];
            return (
                Agents[random.Next(Agents.Length)],
                Communities[random.Next(Communities.Length)],
                post,
                $"bench-{random.NextInt64():x16}");
        }
    }
}
