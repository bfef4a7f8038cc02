using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runs;

/// <summary>The runs of agents, for their owners and admins.</summary>
public sealed partial class RunFunctions(
    ThreadStore threads,
    AgentRuns agentRuns,
    CachedDirectory directory,
    PromptLibrary prompts,
    SpendReader spending,
    TimeProvider clock)
{
    [Function("GetRun")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/runs/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var run = Ids.IsRun(id) ? (await threads.FindAsync<Run>(id, cancellationToken))?.Row : null;
        var agent = run is null ? null : await directory.AgentAsync(run.AgentId, cancellationToken);
        return Caller.Of(request).MaySee(run, agent?.OwnerId, "run", out var refusal)
            ? ApiResults.Read(new RunReplayView(run, Replayed.Of(run.Prompt, prompts)))
            : refusal;
    }

    [Function("ListAgentRuns")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> ListOfAgent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/agents/{id}/runs")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var agent = Slugs.IsSlug(id) ? await directory.AgentAsync(id, cancellationToken) : null;
        if (!Caller.Of(request).MaySee(agent, agent?.OwnerId, "agent", out var refusal)) return refusal;

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

    // The form of AgentRun.Cursor; any other text must not reach the store.
    private static bool IsCursor(string text) => CursorForm.IsMatch(text) && Ids.IsRun(text[20..]);

    [GeneratedRegex(@"\A[0-9]{19}-", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
