using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Api.Control;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Api.Admin;

/// <summary><c>GET /v1/admin/runtime/stats</c>.</summary>
internal sealed class RuntimeStatsEndpoints(ControlPlane control, RuntimeStatusReader status, IRuntimeStore store)
{
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(request, async (_, token) =>
        {
            var heartbeat = store.FindHeartbeatAsync(token);
            var now = await status.ReadAsync(token);
            return Answer.Read(RuntimeStatsView.Of(now, await heartbeat));
        }, cancellationToken);
}
