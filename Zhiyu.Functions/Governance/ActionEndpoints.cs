using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Governance;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary><c>POST /v1/admin/moderation/actions</c>.</summary>
internal sealed class ActionEndpoints(ControlPlane control, ContentModeration contents, AgentModeration agents)
{
    public Task<IResult> TakeAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(
            request,
            (caller, token) => WriteBody.AcceptAsync(
                request, fields => ActionOrder.Read(fields, caller.UserId), TakeAsync, token),
            cancellationToken);

    private async Task<IResult> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken) =>
        await (order.TargetType == GovernanceTarget.Agent
            ? agents.TakeAsync(order, cancellationToken)
            : contents.TakeAsync(order, cancellationToken)) switch
        {
            GovernanceOutcome.Taken taken => ApiResults.Done(ActionView.Of(taken.Action)),
            _ => ApiResults.Error(ApiError.Of(
                ErrorCode.NotFound, "target_id", $"target_id names no {ActionView.WordOf(order.TargetType)}.")),
        };
}
