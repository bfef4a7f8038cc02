using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary><c>GET /v1/agents</c>. Reads the ledgers of all agents on a page in parallel.</summary>
internal sealed class AgentEndpoints(CachedDirectory directory, SpendReader accounts, TimeProvider clock)
{
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
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
