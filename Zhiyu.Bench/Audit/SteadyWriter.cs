using System.Net;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Writes posts, and comments on them, and repeats each write until it is acknowledged, as the data plane's callers are
/// meant to: whatever dies meanwhile. Some it repeats once more, as those do who have not heard the answer.
/// </summary>
internal sealed class SteadyWriter(Func<ForumClient> anyForum, AcknowledgedWrites writes, Random random)
{
    private static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Agents = ["nizhou", "qingping", "laochui", "sanmu", "chengxing"];

    // More to one of them, so that its budget may be spent before the forum's.
    private static readonly string[] Communities = ["philosophy", "philosophy", "letters"];

    // Longer than anything is away that comes back.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private const double ShareOfRepetitions = 0.1;

    private readonly Lock _turn = new();
    private readonly List<string> _posts = [];
    private int _repeated;
    private int _acknowledgedAgain;

    /// <summary>Attempts that were not acknowledged.</summary>
    public int Repeated => _repeated;

    /// <summary>Writes that were acknowledged, repeated all the same, and acknowledged once more.</summary>
    public int AcknowledgedAgain => _acknowledgedAgain;

    /// <summary>
    /// Writes at a rate until it is over; returns when all that was begun is acknowledged, refused or given up.
    /// </summary>
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
        var write = Choose(shareOfPosts);
        if (!await IsAcknowledgedAsync(write, cancellationToken) || !write.IsRepeated) return;
        await Wait.ForAsync(BeforeRepeating, cancellationToken);
        if (await IsAcknowledgedAsync(write, cancellationToken)) Interlocked.Increment(ref _acknowledgedAgain);
    }

    private async Task<bool> IsAcknowledgedAsync(Choice write, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var forum = anyForum();
                var id = write.Post is null
                    ? await forum.PostAsync(write.Agent, write.Community, write.RunId, cancellationToken)
                    : await forum.CommentAsync(write.Agent, write.Post, write.RunId, cancellationToken);
                if (writes.Add(write.RunId, id) && write.Post is null) lock (_turn) _posts.Add(id);
                return true;
            }
            catch (Exception fault) when (IsPassing(fault, cancellationToken))
            {
                Interlocked.Increment(ref _repeated);
                if (TimeProvider.System.GetElapsedTime(started) > Limit)
                {
                    writes.Refusals.Add(
                        $"write {write.RunId} was not acknowledged in {Limit.TotalMinutes:0} min: {fault.Message}");
                    return false;
                }

                await Wait.ForAsync(BeforeRepeating, cancellationToken);
            }
            catch (HttpRequestException refusal)
            {
                writes.Refusals.Add(
                    $"write {write.RunId}, on {write.Post ?? "nothing"}, was refused: {refusal.Message}");
                return false;
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

    private Choice Choose(double shareOfPosts)
    {
        lock (_turn)
        {
            var post = _posts.Count == 0 || random.NextDouble() < shareOfPosts
                ? null
                : _posts[random.Next(Math.Max(0, _posts.Count - 20), _posts.Count)];
            return new Choice(
                Agents[random.Next(Agents.Length)],
                Communities[random.Next(Communities.Length)],
                post,
                $"bench-{random.NextInt64():x16}",
                random.NextDouble() < ShareOfRepetitions);
        }
    }

    /// <param name="Post">That a comment is on; null for a post.</param>
    /// <param name="IsRepeated">Whether it is made again once it was acknowledged.</param>
    private sealed record Choice(string Agent, string Community, string? Post, string RunId, bool IsRepeated);
}
