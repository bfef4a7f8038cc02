using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Removes runs that ended long ago, with what of them was spilled, from their threads and their agents.</summary>
/// <remarks>
/// Three storage transactions a run, two more for one that failed, a query for each agent and two for each hundred.
/// What has not ended stays, however old. It begins at an agent by chance: a place to go on from would have to be kept,
/// and nobody is passed over for long without one.
/// </remarks>
internal sealed class RunPurge(
    IAgentRuns agentRuns,
    IThreadStore threads,
    IPoisonStore poison,
    IAgentStore agents,
    IOptions<RetentionOptions> options,
    Random random) : IPurge
{
    private const int PageLength = 100;
    private const int AtOnce = 16;
    private const int MostAgents = 1_000;

    public string What => "runs";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var before = now - options.Value.Runs;
        var (left, removed) = (most, 0);
        foreach (var agent in await AgentsAsync(cancellationToken))
        {
            for (var after = AgentRun.CursorBefore(before); left > 0 && after is not null;)
            {
                var take = Math.Min(left, PageLength);
                var page = await agentRuns.NewestAsync(agent.Id, after, take, cancellationToken);
                removed += await RemoveAsync(page, before, cancellationToken);
                left -= page.Count;
                after = page.Count == take ? page[^1].Cursor : null;
            }
        }

        return removed;
    }

    private async Task<IEnumerable<Agent>> AgentsAsync(CancellationToken cancellationToken)
    {
        var all = await agents.ListAsync(cancellationToken);
        var first = random.Next(all.Count + 1);
        return all.Skip(first).Concat(all.Take(first)).Take(MostAgents);
    }

    // The entry last: as long as it is there, the run is looked for again.
    private async Task<int> RemoveAsync(
        IReadOnlyList<AgentRun> page, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var gone = new bool[page.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, page.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (place, token) => gone[place] = await IsRemovedAsync(page[place].RunId, before, token));
        AgentRun[] over = [.. page.Where((_, place) => gone[place])];
        if (over.Length > 0) await agentRuns.RemoveAsync(over, cancellationToken);
        return over.Length;
    }

    private async Task<bool> IsRemovedAsync(string runId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var run = await threads.FindAsync<Run>(runId, cancellationToken);
        if (run is { Row.HasEnded: false } || run?.Row.CompletedAt > before) return false;
        // Off the record of failures first: there it could be sent again, which then keeps it.
        if (run is { Row.Status: RunStatus.Failed } && await poison.FindAsync(runId, cancellationToken) is { } record)
            await poison.ForgetAsync(record, cancellationToken);
        return await threads.RemoveAsync<Run>(runId, run?.ETag, cancellationToken);
    }
}
