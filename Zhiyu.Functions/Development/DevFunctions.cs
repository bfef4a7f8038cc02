using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Development;

/// <summary>Controls for a developer's machine; no other environment has these routes.</summary>
public sealed class DevFunctions(
    Seeder seeder,
    RuntimeTick tick,
    RuntimeSwitch runtimeSwitch,
    RuntimeStatusReader status,
    QueueFunctionSwitch listeners,
    LlmStatus llm,
    TokenRules rules,
    TimeProvider clock)
{
    // Development routes do not authenticate, so the recorded actor has a fixed name.
    private const string Developer = "developer";

    [Function("DevSeed")]
    [Access(AccessPolicy.Development)]
    public async Task<IResult> Seed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/seed")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiResults.Done(SeedView.Of(await seeder.SeedAsync(cancellationToken)));

    [Function("DevToken")]
    [Access(AccessPolicy.Development, IssuesTokens = true)]
    public Task<IResult> Token(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/token")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            DevTokenOrder.Read,
            order => Task.FromResult(DevTokenView.Issue(order, rules, clock.GetUtcNow()) is { } issued
                ? ApiResults.Done(issued)
                : ApiResults.Error(
                    ErrorCode.ServiceUnavailable,
                    $"Tokens come from {JwtOptions.AuthoritySetting}; ask for one there.")),
            cancellationToken);

    [Function("DevRuntimeTick")]
    [Access(AccessPolicy.Development)]
    public async Task<IResult> Tick(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/tick")] HttpRequest request,
        CancellationToken cancellationToken) =>
        llm.Configured ? ApiResults.Done(TickView.Of(await tick.RunAsync(cancellationToken))) : NoModel();

    [Function("DevRuntimePost")]
    [Access(AccessPolicy.Development)]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/post")] HttpRequest request,
        CancellationToken cancellationToken) =>
        llm.Configured
            ? ApiResults.Done(TickPostView.Of(await tick.PostAsync(now: true, cancellationToken)))
            : NoModel();

    [Function("DevRuntimeStatus")]
    [Access(AccessPolicy.Development)]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/dev/runtime/status")] HttpRequest request,
        CancellationToken cancellationToken) =>
        ApiResults.Read(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken)));

    [Function("DevRuntimeStart")]
    [Access(AccessPolicy.Development)]
    public async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/start")] HttpRequest request,
        CancellationToken cancellationToken) =>
        llm.Configured ? await SwitchAsync(enabled: true, cancellationToken) : NoModel();

    [Function("DevRuntimeStop")]
    [Access(AccessPolicy.Development)]
    public Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/dev/runtime/stop")] HttpRequest request,
        CancellationToken cancellationToken) =>
        SwitchAsync(enabled: false, cancellationToken);

    private async Task<IResult> SwitchAsync(bool enabled, CancellationToken cancellationToken)
    {
        await runtimeSwitch.SetAsync(enabled, Developer, reason: null, cancellationToken);
        // Applied at once; the runtime loop would apply it seconds later.
        listeners.Listen(enabled);
        return ApiResults.Done(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken)));
    }

    private static IResult NoModel() => ApiResults.Error(ErrorCode.LlmNotConfigured, LlmStatus.Remedy);
}
