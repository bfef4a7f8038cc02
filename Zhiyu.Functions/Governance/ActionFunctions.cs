using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Governance;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>Decisions of moderators about content and agents.</summary>
public sealed class ActionFunctions(
    ContentModeration contents, LineageWithdrawal lineages, AgentModeration agents)
{
    [Function("TakeModerationAction")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/moderation/actions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            fields => ActionOrder.Read(fields, Caller.Of(request).UserId),
            order => TakeAsync(order, cancellationToken),
            cancellationToken);

    private async Task<IResult> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken) =>
        await (order.TargetType == GovernanceTarget.Agent
            ? agents.TakeAsync(order, cancellationToken)
            : order.Kind == GovernanceActionKind.WithdrawLineage
                ? lineages.TakeAsync(order, cancellationToken)
                : contents.TakeAsync(order, cancellationToken)) switch
        {
            GovernanceOutcome.Taken taken => ApiResults.Done(ActionView.Of(taken)),
            _ => ApiResults.Error(ApiError.Unknown("target_id", ActionView.WordOf(order.TargetType))),
        };
}
