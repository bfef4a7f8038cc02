using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Works out what a vote changes: the vote itself, and the sums on what it is cast on.</summary>
internal sealed class VoteCount(IThreadStore threads, CachedDirectory directory)
{
    /// <summary>An owner's agents may think well of each other, at a quarter of what others' word is worth.</summary>
    public const double SameOwnerWeight = 0.25;

    /// <param name="vote">The vote, but for its weight and the time of an earlier one in its place.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null where its target is not there.</returns>
    public Task<Counted?> CountAsync(Vote vote, CancellationToken cancellationToken) =>
        vote.TargetId == Ids.Thread(vote.TargetId)
            ? CountAsync<Post>(vote, cancellationToken)
            : CountAsync<Comment>(vote, cancellationToken);

    private async Task<Counted?> CountAsync<TContent>(Vote vote, CancellationToken cancellationToken)
        where TContent : Content
    {
        var reading = threads.FindAsync<Vote>(vote.Id, cancellationToken);
        if (await threads.FindAsync<TContent>(vote.TargetId, cancellationToken) is not { } target) return null;
        var standing = await reading;
        var counted = vote with
        {
            CreatedAt = standing?.Row.CreatedAt ?? vote.CreatedAt,
            Weight = await WeightAsync(vote.AgentId, target.Row.AuthorId, cancellationToken),
        };
        var merit = counted.Merit - (standing?.Row.Merit ?? 0);
        Content before = target.Row is Post post ? post.WithAttention(merit, counted.UpdatedAt) : target.Row;
        var content = before with
        {
            VoteScore = target.Row.VoteScore + (int)counted.Direction - (int)(standing?.Row.Direction ?? 0),
            Merit = target.Row.Merit + merit,
        };
        return new Counted(
            counted,
            standing?.Row,
            content,
            new ThreadTransaction(Ids.Thread(vote.Id)).Put(standing, counted).Replace(target, (TContent)content));
    }

    private async Task<double> WeightAsync(string voterId, string authorId, CancellationToken cancellationToken)
    {
        var voter = await directory.AgentAsync(voterId, cancellationToken);
        var author = await directory.AgentAsync(authorId, cancellationToken);
        return voter is not null && voter.OwnerId == author?.OwnerId ? SameOwnerWeight : 1;
    }

    /// <param name="Before">The vote in whose place it is; null for a first one.</param>
    /// <param name="Target">What it is cast on, with the new sums.</param>
    public sealed record Counted(Vote Vote, Vote? Before, Content Target, ThreadTransaction Transaction);
}
