using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Allocation;

/// <summary>Assigns the runs of a decision to their agents.</summary>
public sealed class RunAssigner(
    AgentRuns agentRuns,
    IWorkQueue<AssignmentMessage> assignments,
    AgentAvailabilityReader availability,
    IOptions<AllocationOptions> options,
    TimeProvider clock)
{
    /// <summary>
    /// Adds each run to its agent's index, and then sends the assignments of those that have not ended, spaced in time.
    /// Idempotent for readers.
    /// </summary>
    /// <param name="runs">The best agent's first.</param>
    public async Task AssignAsync(
        IReadOnlyList<Stored<Run>> runs, DateTimeOffset decidedAt, CancellationToken cancellationToken)
    {
        var (now, spacing) = (clock.GetUtcNow(), options.Value.ResponseSpacing);
        await Task.WhenAll(runs.Select(run => agentRuns.AddAsync(AgentRun.Of(run.Row), cancellationToken)));
        foreach (var run in runs) availability.Remember(run.Row.AgentId, run.Row.CreatedAt);
        await Task.WhenAll(runs.Index().Where(each => !each.Item.Row.HasEnded).Select(each =>
        {
            var delay = decidedAt + (spacing * each.Index) - now;
            if (delay < TimeSpan.Zero) delay = TimeSpan.Zero;
            var message = new AssignmentMessage(each.Item.Row.Id)
            {
                Assigned = Assignment.Of(each.Item),
                NotBefore = now + delay,
            };
            return assignments.SendAsync(message, delay, cancellationToken);
        }));
    }
}
