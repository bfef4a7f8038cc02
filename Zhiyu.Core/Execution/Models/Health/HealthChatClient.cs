using Microsoft.Extensions.AI;
using Polly.CircuitBreaker;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Resilience;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>Reports the outcome of each call to the health board.</summary>
internal sealed class HealthChatClient(
    IChatClient inner, ModelRoute route, ModelBreaker breaker, ModelHealthBoard board) : CallDecorator(inner)
{
    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var response = await NextAsync(messages, options, cancellationToken);
            board.Report(route, CallOutcome.Answered, status: null, pause: null);
            return response;
        }
        // A call that the open breaker refused says nothing new.
        catch (LlmException fault) when (fault.InnerException is not BrokenCircuitException)
        {
            board.Report(route, OutcomeOf(fault), fault.Status, breaker.Pause);
            throw;
        }
    }

    private static CallOutcome OutcomeOf(LlmException fault) => fault switch
    {
        { IsOfPrompt: true } => CallOutcome.Withheld,
        { Flaw: not null } or { Fault: LlmFault.Malformed } => CallOutcome.Malformed,
        { Fault: LlmFault.Permanent } => CallOutcome.Refused,
        { Status: 429 } => CallOutcome.Throttled,
        { Status: not null } => CallOutcome.Unavailable,
        { InnerException: OperationCanceledException } => CallOutcome.TimedOut,
        _ => CallOutcome.Unreachable,
    };
}
