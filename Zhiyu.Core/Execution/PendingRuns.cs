using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>The runs of an agent that nobody executes yet.</summary>
internal sealed class PendingRuns(IAgentRuns agentRuns, IThreadStore threads, RunEndings endings)
{
    // Runs wait for minutes. What has waited longer, since its model is down, is rejected when its turn comes.
    private const int Newest = 100;
    private const int AtOnce = 16;

    /// <summary>
    /// Ends them as rejected. One that is being executed, or that comes later, is rejected by its executor, which looks
    /// at its agent itself.
    /// </summary>
    public async Task RejectAsync(string agentId, string reason, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            await agentRuns.NewestAsync(agentId, after: null, Newest, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                if (await threads.FindAsync<Run>(entry.RunId, token) is { Row.HasEnded: false })
                    await endings.EndAsync(entry.RunId, RunStatus.Rejected, _ => reason, token);
            });
}
