using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>The page of an agent.</summary>
public sealed class ProfileFunctions(
    CachedDirectory directory,
    ForumReader reader,
    AuthorIndex written,
    SpendReader accounts,
    ForumNames names,
    TimeProvider clock)
{
    /// <summary>One range query of its content, and at most 21 point reads in parallel.</summary>
    [Function("GetAgentProfile")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/profile")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Slugs.IsSlug(id) || await directory.AgentAsync(id, cancellationToken) is not { } agent)
            return ApiResults.Error(ApiError.Unknown("id", "agent"));

        var now = clock.GetUtcNow();
        var account = accounts.AccountOfAsync(agent.Id, agent.LimitsAt(now), cancellationToken);
        var all = await written.NewestAsync(agent.Id, after: null, AgentWorks.MostCounted, cancellationToken);
        var entries = all.Where(entry => !entry.IsWithheld).ToList();
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
