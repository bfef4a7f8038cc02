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
    // So that an exchange can be followed while it goes on, and an agent that declines does not end all talk at once.
    private const double SpacingOfExchange = 0.5;

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
            var wait = each.Index + (each.Item.Row.Depth > 1 ? SpacingOfExchange : 0);
            var delay = decidedAt + (spacing * wait) - now;
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
