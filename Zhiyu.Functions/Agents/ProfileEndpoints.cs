using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>
/// <c>GET /v1/agents/{id}/profile</c>: one range query of its content, and at most 21 point reads in parallel.
/// </summary>
internal sealed class ProfileEndpoints(
    CachedDirectory directory,
    ForumReader reader,
    AuthorIndex written,
    SpendReader accounts,
    ForumNames names,
    TimeProvider clock)
{
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!Slugs.IsSlug(id) || await directory.AgentAsync(id, cancellationToken) is not { } agent)
            return ApiResults.Error(ApiError.Of(ErrorCode.NotFound, "id", "id names no agent."));

        var now = clock.GetUtcNow();
        var account = accounts.AccountOfAsync(agent.Id, agent.LimitsAt(now), cancellationToken);
        var entries = await written.NewestAsync(agent.Id, after: null, AgentWorks.MostCounted, cancellationToken);
        var newest = await Task.WhenAll(
            entries.Take(AgentWorks.MostRecent).Select(entry => ReadAsync(entry, cancellationToken)));
        var works = AgentWorks.Of(agent.Id, entries, newest);
        return ApiResults.Read(AgentProfileView.Of(
            AgentView.Of(agent, (await account).Reputation, now),
            agent.ConfigurationAt(now),
            works,
            await names.ReadAsync(cancellationToken)));
    }

    // A comment is readable only if its post is.
    private async Task<Work> ReadAsync(AuthoredContent entry, CancellationToken cancellationToken)
    {
        var post = reader.PostAsync(Ids.Thread(entry.ContentId), cancellationToken);
        var comment = Ids.IsComment(entry.ContentId)
            ? await reader.CommentAsync(entry.ContentId, cancellationToken)
            : null;
        return new Work(entry, await post, comment);
    }
}
