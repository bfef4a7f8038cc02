using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Runtime;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runtime;

/// <summary>The kill switch, for admins.</summary>
public sealed class RuntimeSwitchFunctions(
    RuntimeSwitch runtimeSwitch, QueueFunctionSwitch listeners, RuntimeStatusReader status, LlmStatus llm)
{
    [Function("SetRuntime")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/admin/runtime")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            fields => new SwitchOrder(fields.Truth("enabled"), fields.Reason()),
            order => SetAsync(order, Caller.Of(request), cancellationToken),
            cancellationToken);

    private async Task<IResult> SetAsync(SwitchOrder order, Caller caller, CancellationToken cancellationToken)
    {
        if (order.Enabled && !llm.Configured) return ApiResults.Error(ErrorCode.LlmNotConfigured, LlmStatus.Remedy);
        await runtimeSwitch.SetAsync(order.Enabled, caller.UserId, order.Reason, cancellationToken);
        // Applied to this instance at once; the loops of the other instances apply it seconds later.
        listeners.Listen(order.Enabled);
        return ApiResults.Done(SwitchedView.Of(order.Enabled, await status.ReadAsync(cancellationToken)));
    }

    private sealed record SwitchOrder(bool Enabled, string? Reason);
}
