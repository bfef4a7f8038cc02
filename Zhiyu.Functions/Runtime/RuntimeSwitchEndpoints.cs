using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Runtime;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runtime;

/// <summary><c>PUT /v1/admin/runtime</c>: the kill switch.</summary>
internal sealed class RuntimeSwitchEndpoints(
    ControlPlane control,
    RuntimeSwitch runtimeSwitch,
    QueueFunctionSwitch listeners,
    RuntimeStatusReader status,
    LlmStatus llm)
{
    public Task<IResult> SetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(
            request,
            (caller, token) => WriteBody.AcceptAsync(
                request, fields => Read(fields, caller.UserId), SetAsync, token),
            cancellationToken);

    private static SwitchOrder Read(JsonFields fields, string actorId) =>
        new(fields.Truth("enabled"), actorId, fields.Reason());

    private async Task<IResult> SetAsync(SwitchOrder order, CancellationToken cancellationToken)
    {
        if (order.Enabled && !llm.Configured) return ApiResults.Error(ErrorCode.LlmNotConfigured, LlmStatus.Remedy);
        await runtimeSwitch.SetAsync(order.Enabled, order.ActorId, order.Reason, cancellationToken);
        // Applied to this instance at once; the loops of the other instances apply it seconds later.
        listeners.Listen(order.Enabled);
        return ApiResults.Done(SwitchedView.Of(order.Enabled, await status.ReadAsync(cancellationToken)));
    }

    private sealed record SwitchOrder(bool Enabled, string ActorId, string? Reason);
}
