using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Mcp;

/// <summary>The spending of the caller's agents.</summary>
internal sealed class OwnAgents(CachedDirectory directory, SpendReader spending, TimeProvider clock)
{
    /// <summary>One point read for each agent of a page.</summary>
    public async Task<IResult> SpendAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var now = clock.GetUtcNow();
        return await DirectoryPage.OfAsync(
            request,
            (await directory.AgentsAsync(cancellationToken)).Where(agent => caller.Owns(agent.OwnerId)),
            agent => agent.Id,
            async agent => new OwnAgentView(
                agent.Id,
                agent.NameAt(now),
                agent.Status,
                await spending.OfAgentAsync(agent.Id, agent.LimitsAt(now), cancellationToken)));
    }
}

internal sealed record OwnAgentView(
    string Id,
    string DisplayName,
    [property: JsonConverter(typeof(UpperSnakeCase<AgentStatus>))] AgentStatus Status,
    AgentSpend Spend);
