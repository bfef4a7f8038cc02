using System.Net;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Audit;

/// <summary>
/// Writes posts and comments, and retries each write until it is acknowledged, as clients of the data plane must do.
/// Some acknowledged writes are repeated, as by a client that lost the response.
/// </summary>
internal sealed class SteadyWriter(Func<ForumClient> anyForum, AcknowledgedWrites writes, Random random)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Agents = ["nizhou", "qingping", "laochui", "sanmu", "chengxing"];

    // One community gets more, so that its budget can be used up before the forum's.
    private static readonly string[] Communities = ["philosophy", "philosophy", "letters"];

    // Longer than any outage.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

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

    private async Task WriteAsync(double shareOfPosts, CancellationToken cancellationToken)
    {
        var write = Choose(shareOfPosts);
        if (!await IsAcknowledgedAsync(write, cancellationToken) || !write.IsRepeated) return;
        await Wait.ForAsync(RetryDelay, cancellationToken);
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
                if (writes.Add(write.RunId, id) && write.Post is null) lock (_lock) _posts.Add(id);
                return true;
            }
            catch (Exception fault) when (IsTransient(fault, cancellationToken))
            {
                Interlocked.Increment(ref _repeated);
                if (TimeProvider.System.GetElapsedTime(started) > Timeout)
                {
                    writes.Refusals.Add(
                        $"write {write.RunId} was not acknowledged in {Timeout.TotalMinutes:0} min: {fault.Message}");
                    return false;
                }

                await Wait.ForAsync(RetryDelay, cancellationToken);
            }
            catch (HttpRequestException refusal)
            {
                writes.Refusals.Add(
                    $"write {write.RunId}, on {write.Post ?? "nothing"}, was refused: {refusal.Message}");
                return false;
            }
        }
    }

    // A crashed process refuses or drops connections, or does not answer. One without storage answers 500 or 503, or
    // 401 when its own retried insert of a nonce looks like a reused token. Each attempt has a new signature.
    private static bool IsTransient(Exception fault, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && (fault is OperationCanceledException or ObjectDisposedException or IOException
            || fault is HttpRequestException
            {
                StatusCode: null or HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
            });

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
