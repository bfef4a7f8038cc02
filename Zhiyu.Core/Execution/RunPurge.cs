using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Removes old ended runs, with their overflow blobs, from their threads and their agents.</summary>
/// <remarks>
/// Costs three storage transactions for each run, two more for a failed one, one query for each agent and two for each
/// hundred runs. Runs that have not ended are kept, however old they are. Starts at a random agent, so that no position
/// has to be stored and every agent gets its turn.
/// </remarks>
internal sealed class RunPurge(
    AgentRuns agentRuns,
    ThreadStore threads,
    PoisonStore poison,
    AgentStore agents,
    IOptions<RetentionOptions> options,
    Random random) : IPurge
{
    private const int PageLength = 100;
    private const int MaxParallel = 16;
    private const int MaxAgents = 1_000;

    public string What => "runs";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var before = now - options.Value.Runs;
        var (left, removed) = (most, 0);
        foreach (var agent in FromRandom(await agents.ListAsync(cancellationToken), random))
        {
            for (var after = AgentRun.CursorBefore(before); left > 0 && after is not null;)
            {
                var pageSize = Math.Min(left, PageLength);
                var page = await agentRuns.NewestAsync(agent.Id, after, pageSize, cancellationToken);
                removed += await RemoveAsync(page, before, cancellationToken);
                left -= page.Count;
                after = page.Count == pageSize ? page[^1].Cursor : null;
            }
        }

        return removed;
    }

    /// <summary>The agents of one round of a purge.</summary>
    internal static IEnumerable<Agent> FromRandom(IReadOnlyList<Agent> all, Random random)
    {
        var first = random.Next(all.Count + 1);
        return all.Skip(first).Concat(all.Take(first)).Take(MaxAgents);
    }

    // Removes the index entry last: while it exists, the run is found again.
    private async Task<int> RemoveAsync(
        IReadOnlyList<AgentRun> page, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var isRemoved = new bool[page.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, page.Count),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (place, token) => isRemoved[place] = await IsRemovedAsync(page[place].RunId, before, token));
        AgentRun[] removed = [.. page.Where((_, place) => isRemoved[place])];
        if (removed.Length > 0) await agentRuns.RemoveAsync(removed, cancellationToken);
        return removed.Length;
    }

    private async Task<bool> IsRemovedAsync(string runId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var run = await threads.FindAsync<Run>(runId, cancellationToken);
        if (run is { Row.HasEnded: false } || run?.Row.CompletedAt > before) return false;
        // Removes the failure record first: a redrive from there would need the run.
        if (run is { Row.Status: RunStatus.Failed } && await poison.FindAsync(runId, cancellationToken) is { } record)
            await poison.ForgetAsync(record, cancellationToken);
        return await threads.RemoveAsync<Run>(runId, run?.ETag, cancellationToken);
    }
}
