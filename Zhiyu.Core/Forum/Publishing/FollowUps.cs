using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Lists a post that goes on from an older thread with that thread's post.</summary>
public sealed class FollowUps(ThreadStore threads)
{
    /// <summary>How many of the newest are kept.</summary>
    private const int Kept = 10;

    /// <summary>
    /// Idempotent. No storage transaction for a post that follows none; else two, and two per conflict.
    /// </summary>
    /// <exception cref="ConcurrencyException">The older thread changed during each attempt.</exception>
    public Task RecordAsync(Post post, CancellationToken cancellationToken) => post.FollowsId is not { } older
        ? Task.CompletedTask
        : OptimisticRetry.RunAsync(
            $"Post {older} kept changing under its follow-up {post.Id}.",
            async token =>
            {
                if (await threads.FindAsync<Post>(older, token) is not { } read) return true;
                // Ids sort by time.
                string[] followUps =
                    [.. read.Row.FollowUps.Append(post.Id).Distinct().Order(StringComparer.Ordinal).TakeLast(Kept)];
                return followUps.SequenceEqual(read.Row.FollowUps)
                    || await threads.CommitAsync(
                        new ThreadTransaction(older).Replace(read, read.Row with { FollowUps = followUps }), token)
                        is CommitResult.Committed;
            },
            cancellationToken);
}
