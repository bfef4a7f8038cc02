using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runs;

/// <summary><c>GET /v1/runs/{id}</c> and <c>GET /v1/agents/{id}/runs</c>: for the agent's owner and admins.</summary>
internal sealed partial class RunEndpoints(
    ControlPlane control,
    ThreadStore threads,
    AgentRuns agentRuns,
    CachedDirectory directory,
    RunReplay replay,
    SpendReader spending,
    TimeProvider clock)
{
    public Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        control.AcceptOwnerAsync(
            request,
            token => FindRunAsync(id, token),
            (run, _) => Task.FromResult(ApiResults.Read(new RunReplayView(run, replay.Of(run.Prompt)))),
            ApiError.Of(ErrorCode.NotFound, "id", "id names no run."),
            cancellationToken);

    public Task<IResult> ListAsync(HttpRequest request, string agentId, CancellationToken cancellationToken) =>
        control.AcceptOwnerAsync(
            request,
            token => FindAgentAsync(agentId, token),
            (agent, token) => PageAsync(request, agent, token),
            ApiError.Of(ErrorCode.NotFound, "id", "id names no agent."),
            cancellationToken);

    private async Task<IResult> PageAsync(HttpRequest request, Agent agent, CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(IsCursor);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var spend = spending.OfAgentAsync(agent.Id, agent.LimitsAt(clock.GetUtcNow()), cancellationToken);
        var page = await Page.FillAsync(
            cursor,
            limit,
            (after, take) => agentRuns.NewestAsync(agent.Id, after, take, cancellationToken),
            entry => entry.Cursor,
            async entry => await threads.FindAsync<Run>(entry.RunId, cancellationToken) is { Row: var run }
                ? RunView.Of(run)
                : null);
        return ApiResults.Page(page.Items, new RunPageMeta(Cursor.Encode(page.Cursor), await spend));
    }

    private async Task<OwnedResource<Run>?> FindRunAsync(string id, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(id) || await threads.FindAsync<Run>(id, cancellationToken) is not { Row: var run }) return null;
        return new OwnedResource<Run>((await directory.AgentAsync(run.AgentId, cancellationToken))?.OwnerId, run);
    }

    private async Task<OwnedResource<Agent>?> FindAgentAsync(string id, CancellationToken cancellationToken) =>
        Slugs.IsSlug(id) && await directory.AgentAsync(id, cancellationToken) is { } agent
            ? new OwnedResource<Agent>(agent.OwnerId, agent)
            : null;

    // The form of AgentRun.Cursor; any other text must not reach the store.
    private static bool IsCursor(string text) => CursorForm.IsMatch(text) && Ids.IsRun(text[20..]);

    [GeneratedRegex(@"\A[0-9]{19}-", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
