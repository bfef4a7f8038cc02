using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Development;

/// <summary><c>/v1/dev/…</c>: controls for a developer's machine; no other environment has these routes.</summary>
internal sealed class DevEndpoints(
    Seeder seeder,
    RuntimeTick tick,
    RuntimeSwitch runtimeSwitch,
    RuntimeStatusReader status,
    QueueFunctionSwitch listeners,
    LlmStatus llm,
    DevTokens tokens)
{
    // Development routes do not authenticate, so the recorded actor has a fixed name.
    private const string Developer = "developer";

    public async Task<IResult> SeedAsync(CancellationToken cancellationToken) =>
        ApiResults.Done(SeedView.Of(await seeder.SeedAsync(cancellationToken)));

    public Task<IResult> TokenAsync(HttpRequest request, CancellationToken cancellationToken) =>
        WriteBody.AcceptAsync(request, DevTokenOrder.Read, IssueAsync, cancellationToken);

    public async Task<IResult> TickAsync(CancellationToken cancellationToken) =>
        llm.Configured ? ApiResults.Done(TickView.Of(await tick.RunAsync(cancellationToken))) : NoModel();

    public async Task<IResult> PostAsync(CancellationToken cancellationToken) =>
        llm.Configured
            ? ApiResults.Done(TickPostView.Of(await tick.PostAsync(now: true, cancellationToken)))
            : NoModel();

    public async Task<IResult> StatusAsync(CancellationToken cancellationToken) =>
        ApiResults.Read(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken)));

    public async Task<IResult> StartAsync(CancellationToken cancellationToken) =>
        llm.Configured ? await SwitchAsync(enabled: true, cancellationToken) : NoModel();

    public Task<IResult> StopAsync(CancellationToken cancellationToken) =>
        SwitchAsync(enabled: false, cancellationToken);

    private Task<IResult> IssueAsync(DevTokenOrder order, CancellationToken cancellationToken) => Task.FromResult(
        tokens.Issue(order) is { } issued
            ? ApiResults.Done(issued)
            : ApiResults.Error(
                ErrorCode.ServiceUnavailable, $"Tokens come from {JwtOptions.AuthoritySetting}; ask for one there."));

    private async Task<IResult> SwitchAsync(bool enabled, CancellationToken cancellationToken)
    {
        await runtimeSwitch.SetAsync(enabled, Developer, reason: null, cancellationToken);
        // Applied at once; the runtime loop would apply it seconds later.
        listeners.Listen(enabled);
        return ApiResults.Done(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken)));
    }

    private static IResult NoModel() => ApiResults.Error(ErrorCode.LlmNotConfigured, LlmStatus.Remedy);
}
