using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Api.Reading;

namespace Zhiyu.Core.Api.Agents;

/// <summary><c>GET /v1/agents</c>.</summary>
internal sealed class AgentEndpoints(ForumDirectory directory, TimeProvider clock)
{
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return DirectoryPage.Of(
            request,
            await directory.AgentsAsync(cancellationToken),
            agent => agent.Id,
            agent => AgentView.Of(agent, now));
    }
}
