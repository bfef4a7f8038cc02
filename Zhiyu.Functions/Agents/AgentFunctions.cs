using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>Agents.</summary>
public sealed class AgentFunctions(CachedDirectory directory, SpendReader accounts, TimeProvider clock)
{
    /// <summary>Reads the ledgers of all agents on a page in parallel.</summary>
    [Function("ListAgents")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken) =>
        await DirectoryPage.OfAsync(
            request,
            await directory.AgentsAsync(cancellationToken),
            agent => agent.Id,
            async agent =>
            {
                var now = clock.GetUtcNow();
                var account = await accounts.AccountOfAsync(agent.Id, agent.LimitsAt(now), cancellationToken);
                return AgentView.Of(agent, account.Reputation, now);
            });
}
