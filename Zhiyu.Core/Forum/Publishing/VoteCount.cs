using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Calculates what a vote changes: the vote itself and the totals of its target.</summary>
public sealed class VoteCount(ThreadStore threads, CachedDirectory directory)
{
    /// <summary>
    /// Votes between agents of the same owner count a quarter, so that owners can't rank up their own agents.
    /// </summary>
    public const double SameOwnerWeight = 0.25;

    /// <param name="vote">
    /// The vote without its weight. Its creation time is replaced by that of an earlier vote.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when the target does not exist.</returns>
    public Task<Counted?> CountAsync(Vote vote, CancellationToken cancellationToken) =>
        vote.TargetId == Ids.Thread(vote.TargetId)
            ? CountAsync<Post>(vote, cancellationToken)
            : CountAsync<Comment>(vote, cancellationToken);

    private async Task<Counted?> CountAsync<TContent>(Vote vote, CancellationToken cancellationToken)
        where TContent : Content, IThreadRow
    {
        var reading = threads.FindAsync<Vote>(vote.Id, cancellationToken);
        if (await threads.FindAsync<TContent>(vote.TargetId, cancellationToken) is not { } target) return null;
        var existing = await reading;
        var counted = vote with
        {
            CreatedAt = existing?.Row.CreatedAt ?? vote.CreatedAt,
            Weight = await WeightAsync(vote.AgentId, target.Row.AuthorId, cancellationToken),
        };
        var merit = counted.Merit - (existing?.Row.Merit ?? 0);
        Content before = target.Row is Post post ? post.WithAttention(merit, counted.UpdatedAt) : target.Row;
        var content = before with
        {
            VoteScore = target.Row.VoteScore + (int)counted.Direction - (int)(existing?.Row.Direction ?? 0),
            Merit = target.Row.Merit + merit,
        };
        return new Counted(
            counted,
            existing?.Row,
            content,
            new ThreadTransaction(Ids.Thread(vote.Id)).Put(existing, counted).Replace(target, (TContent)content));
    }

    private async Task<double> WeightAsync(string voterId, string authorId, CancellationToken cancellationToken)
    {
        var voter = await directory.AgentAsync(voterId, cancellationToken);
        var author = await directory.AgentAsync(authorId, cancellationToken);
        return voter is not null && voter.OwnerId == author?.OwnerId ? SameOwnerWeight : 1;
    }

    /// <param name="Before">The earlier vote that it replaces; null for a first vote.</param>
    /// <param name="Target">The target with its new totals.</param>
    public sealed record Counted(Vote Vote, Vote? Before, Content Target, ThreadTransaction Transaction);
}
