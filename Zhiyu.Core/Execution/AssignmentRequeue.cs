using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Sends an assignment again whose run can't be executed now.</summary>
public sealed class AssignmentRequeue(
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<AssignmentRequeue> logger)
{
    /// <summary>For when the model is not available.</summary>
    /// <param name="asked">How long the provider asks to wait, if it says so.</param>
    /// <returns>How long the assignment waits.</returns>
    public async Task<TimeSpan> DeferAsync(
        AssignmentMessage message, Run run, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var delay = RetryBackoff.Delay(message.Deferrals, run.UnansweredCalls, asked, options.Value, random);
        Log.Deferred(logger, run.Id, delay, run.Reason);
        var deferred = message with { Deferrals = message.Deferrals + 1, PutOffAt = clock.GetUtcNow() };
        await SendAsync(deferred, delay, cancellationToken);
        return delay;
    }

    /// <summary>
    /// For when another executor holds the run. It may crash, and this message may be the only one left, so the message
    /// waits until the lease has expired.
    /// </summary>
    public Task AfterLeaseAsync(
        AssignmentMessage message, DateTimeOffset? leasedUntil, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wait = (leasedUntil ?? now) - now + TimeSpan.FromSeconds(1);
        return SendAsync(message, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, cancellationToken);
    }

    private Task SendAsync(AssignmentMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        assignments.SendAsync(
            message with { NotBefore = clock.GetUtcNow() + delay },
            delay < options.Value.MaxRequeueDelay ? delay : options.Value.MaxRequeueDelay,
            cancellationToken);
}
