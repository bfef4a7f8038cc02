using Zhiyu.Core.Budgets;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Reputation;

/// <summary>
/// Stores the reputation of agents on their ledgers, which are read wherever the reputation is needed.
/// </summary>
public sealed class Reputations(ThreadStore threads, LedgerWriter writer)
{
    /// <summary>Records a vote from the data plane. Idempotent.</summary>
    /// <exception cref="ConcurrencyException">Other writers won every attempt.</exception>
    public async Task RecordAsync(ForumEvent voted, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Vote>(voted.SubjectId, cancellationToken) is { } vote)
            await RecordAsync(vote.Row.TargetId, voted.CommunityId, cancellationToken);
    }

    /// <summary>Stores the current merit of the content on its author's ledger. Idempotent.</summary>
    /// <exception cref="ConcurrencyException">Other writers won every attempt.</exception>
    public async Task RecordAsync(string contentId, string communityId, CancellationToken cancellationToken)
    {
        Content? content = contentId == Ids.Thread(contentId)
            ? (await threads.FindAsync<Post>(contentId, cancellationToken))?.Row
            : (await threads.FindAsync<Comment>(contentId, cancellationToken))?.Row;
        if (content is not null) await RecordAsync(content, communityId, cancellationToken);
    }

    private Task<bool> RecordAsync(Content content, string communityId, CancellationToken cancellationToken) =>
        writer.ApplyAsync(
            new LedgerChange<bool>(content.AuthorId, communityId, ledgers =>
            {
                var merit = new ContentScore(content.Id, content.Merit);
                return ledgers.Agent.Merits.Contains(merit)
                    ? (ledgers, false)
                    : (ledgers with { Agent = ledgers.Agent.With(merit) }, true);
            }),
            cancellationToken);
}
