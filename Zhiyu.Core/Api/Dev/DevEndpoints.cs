using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Api.Control;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Core.Api.Dev;

/// <summary><c>/v1/dev/…</c>: levers for a developer's machine, which do not exist anywhere else.</summary>
internal sealed class DevEndpoints(
    Seeder seeder,
    RuntimeTick tick,
    RuntimeSwitch runtimeSwitch,
    RuntimeStatusReader status,
    QueueListeners listeners,
    LlmStatus llm,
    DevTokens tokens,
    IConfiguration configuration)
{
    // These levers ask nobody who pulls them.
    private const string Developer = "developer";

    public Task<IResult> SeedAsync(CancellationToken cancellationToken) => InDevelopmentAsync(async () =>
        Answer.Done(SeedView.Of(await seeder.SeedAsync(cancellationToken))));

    public Task<IResult> TokenAsync(HttpRequest request, CancellationToken cancellationToken) =>
        InDevelopmentAsync(() => WriteBody.AcceptAsync(request, DevTokenOrder.Read, IssueAsync, cancellationToken));

    public Task<IResult> TickAsync(CancellationToken cancellationToken) => InDevelopmentAsync(async () =>
        llm.Configured ? Answer.Done(TickView.Of(await tick.RunAsync(cancellationToken))) : NoModel());

    public Task<IResult> PostAsync(CancellationToken cancellationToken) => InDevelopmentAsync(async () =>
        llm.Configured
            ? Answer.Done(TickPostView.Of(await tick.PostAsync(now: true, cancellationToken)))
            : NoModel());

    public Task<IResult> StatusAsync(CancellationToken cancellationToken) => InDevelopmentAsync(async () =>
        Answer.Read(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken))));

    public Task<IResult> StartAsync(CancellationToken cancellationToken) => InDevelopmentAsync(() =>
        llm.Configured ? SwitchAsync(enabled: true, cancellationToken) : Task.FromResult(NoModel()));

    public Task<IResult> StopAsync(CancellationToken cancellationToken) => InDevelopmentAsync(() =>
        SwitchAsync(enabled: false, cancellationToken));

    private Task<IResult> IssueAsync(DevTokenOrder order, CancellationToken cancellationToken) => Task.FromResult(
        tokens.Issue(order) is { } issued
            ? Answer.Done(issued)
            : Answer.Error(
                ErrorCode.ServiceUnavailable, $"Tokens come from {JwtOptions.AuthoritySetting}; ask for one there."));

    private async Task<IResult> SwitchAsync(bool enabled, CancellationToken cancellationToken)
    {
        await runtimeSwitch.SetAsync(enabled, Developer, reason: null, cancellationToken);
        // The loop would do it too, seconds later.
        listeners.Listen(enabled);
        return Answer.Done(RuntimeStatusView.Of(await status.ReadAsync(cancellationToken)));
    }

    private Task<IResult> InDevelopmentAsync(Func<Task<IResult>> act) =>
        configuration["ZHIYU_ENVIRONMENT"] == "Development" ? act() : Task.FromResult(Answer.UnknownRoute());

    private static IResult NoModel() => Answer.Error(ErrorCode.LlmNotConfigured, LlmStatus.Remedy);
}
