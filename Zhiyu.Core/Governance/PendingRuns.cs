using Zhiyu.Core.Execution;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>The runs of an agent that are not executed yet.</summary>
public sealed class PendingRuns(AgentRuns agentRuns, ThreadStore threads, RunLifecycle lifecycle)
{
    // Runs usually wait only minutes. An older one, whose model is down, is rejected when an executor takes it.
    private const int MaxRuns = 100;
    private const int MaxParallel = 16;

    /// <summary>
    /// Ends these runs as rejected. A run that is being executed, or created later, is rejected by its executor, which
    /// checks the agent itself.
    /// </summary>
    public async Task RejectAsync(string agentId, string reason, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            await agentRuns.NewestAsync(agentId, after: null, MaxRuns, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                if (await threads.FindAsync<Run>(entry.RunId, token) is { Row.HasEnded: false })
                    await lifecycle.EndAsync(entry.RunId, RunStatus.Rejected, _ => reason, token);
            });
}
