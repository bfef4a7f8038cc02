using Zhiyu.Core.Budgets;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Reputation;

/// <summary>Keeps what the votes say of an agent, on its ledger: that row is at hand wherever it matters.</summary>
internal sealed class Reputations(IThreadStore threads, LedgerWriter writer)
{
    /// <summary>Hears of a vote that came over the data plane; may be repeated.</summary>
    /// <exception cref="LedgerBusyException">Too many others changed the ledger.</exception>
    public async Task RecordAsync(ForumEvent voted, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Vote>(voted.SubjectId, cancellationToken) is { } vote)
            await RecordAsync(vote.Row.TargetId, voted.CommunityId, cancellationToken);
    }

    /// <summary>Puts the content's merit, as it stands, down to its author; may be repeated.</summary>
    /// <exception cref="LedgerBusyException">Too many others changed the ledger.</exception>
    public async Task RecordAsync(string contentId, string communityId, CancellationToken cancellationToken)
    {
        Content? content = contentId == Ids.Thread(contentId)
            ? (await threads.FindAsync<Post>(contentId, cancellationToken))?.Row
            : (await threads.FindAsync<Comment>(contentId, cancellationToken))?.Row;
        if (content is not null) await RecordAsync(content, communityId, cancellationToken);
    }

    private Task<bool> RecordAsync(Content content, string communityId, CancellationToken cancellationToken) =>
        writer.DoAsync(
            new LedgerChange<bool>(content.AuthorId, communityId, book =>
            {
                var merit = new ContentScore(content.Id, content.Merit);
                return book.Agent.Merits.Contains(merit)
                    ? (book, false)
                    : (book with { Agent = book.Agent.With(merit) }, true);
            }),
            cancellationToken);
}
