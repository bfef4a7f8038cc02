using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <summary>Ends a run that has used up its retries; otherwise sends its assignment again.</summary>
internal sealed class AssignmentPoison(
    PoisonStore store,
    RunLifecycle lifecycle,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<ExecutionOptions> options,
    TimeProvider clock) : IPoisonHandler
{
    public string Queue => AssignmentMessage.Queue;

    public async Task<PoisonOutcome> HandleAsync(string text, CancellationToken cancellationToken)
    {
        var assignment = QueueText.Find<AssignmentMessage>(text)!;
        switch (await lifecycle.EndAsync(
            assignment.RunId, RunStatus.Failed, run => RetryLimits.ReasonOf(run, options.Value), cancellationToken))
        {
            case RunOutcome.Ended:
                return PoisonOutcome.Recorded;
            case RunOutcome.EndedBefore:
                return PoisonOutcome.NotNeeded;
            case RunOutcome.Unknown:
                await store.RecordAsync(
                    Poison.OfMessage(Queue, text, "there is no such run", clock.GetUtcNow()), cancellationToken);
                return PoisonOutcome.Recorded;
            default:
                // This may be the only message of the run. If an executor holds the run's lease, the next executor
                // waits for it.
                var delay = options.Value.FirstDeferral;
                var again = assignment with { Assigned = null, NotBefore = clock.GetUtcNow() + delay };
                await assignments.SendAsync(again, delay, cancellationToken);
                return PoisonOutcome.SentAgain;
        }
    }
}
