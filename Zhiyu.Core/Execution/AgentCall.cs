using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Calls the model of an agent for a run.</summary>
public sealed class AgentCall(
    CachedDirectory directory,
    PromptLibrary prompts,
    ModelCatalog catalog,
    ModelClients models,
    BudgetWebhooks webhooks,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    /// <summary>How long the agent's model is paused by its circuit breaker; null when it may be called.</summary>
    public async Task<TimeSpan?> PauseAsync(Run run, CancellationToken cancellationToken) =>
        await directory.AgentAsync(run.AgentId, cancellationToken) is { } agent
            ? models.PauseOf(catalog.Route(agent.ModelAt(clock.GetUtcNow())))
            : null;

    public async Task<CallResult> AskAsync(Run run, RunInput.Ready input, CancellationToken cancellationToken)
    {
        var route = catalog.Route(input.Model);
        var prompt = prompts.For(input.Context);
        var unanswered = Math.Max(run.UnansweredCalls, run.FruitlessAttempts);
        var modelCall = new ModelCall(run.Id, run.Attempts, run.AgentId, run.CommunityId)
        {
            ActedIn = run.Unsettled?.ActedIn,
            Limits = input.Limits,
            MostUnanswered = options.Value.MostUnansweredCalls - unanswered,
        };
        var started = clock.GetTimestamp();
        try
        {
            var response = await models.For(route).GetResponseAsync(
                prompt.ToMessages(),
                new RunChatOptions(modelCall) { ResponseFormat = ReplySchema.For(input.Context) },
                cancellationToken);
            return new CallResult.Answered(WithCall() with
            {
                Model = response.ModelId ?? route.Model,
                Answer = new RunAnswer(
                    Excerpt.Of(response.Text, options.Value.AnswerCharacters),
                    response.FinishReason == ChatFinishReason.Length,
                    clock.GetUtcNow(),
                    (long)clock.GetElapsedTime(started).TotalMilliseconds),
            });
        }
        catch (BudgetExhaustedException exhausted)
        {
            await webhooks.TellAsync(run.AgentId, run.CommunityId, exhausted.Budget, cancellationToken);
            return new CallResult.NoAnswer(WithCall(), RunStatus.Throttled, exhausted.Budget.ToWord());
        }
        catch (SpendingBlockedException blocked)
        {
            return new CallResult.NoAnswer(WithCall(), RunStatus.Rejected, blocked.Reason);
        }
        catch (ConcurrencyException busy)
        {
            return new CallResult.Unavailable(WithCall(), busy.Message, RetryAfter: null);
        }
        catch (LlmException refusal) when (refusal.Fault == LlmFault.Permanent)
        {
            return new CallResult.NoAnswer(WithCall(), RunStatus.Failed, refusal.Message);
        }
        // While the process stops, a fault of the connection may be caused by the stop itself.
        catch (LlmException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallResult.Unavailable(WithCall(), fault.Message, fault.RetryAfter);
        }
        catch (Exception fault)
        {
            return new CallResult.CutShort(WithCall(), ExceptionDispatchInfo.Capture(fault));
        }

        Run WithCall() => run with
        {
            Prompt = new RunPrompt(
                prompt.TemplateId, prompt.TemplateVersion, input.ConfigVersion, input.Context, prompt.Digest),
            Provider = route.Provider,
            Model = route.Model,
            Warning = route.Warning,
            Usage = run.Usage + modelCall.Usage,
            UnansweredCalls = unanswered + modelCall.Unanswered,
            Unsettled = modelCall.IsReserved
                ? new UnsettledCost(run.Attempts, modelCall.Usage.Amount)
                {
                    ActedIn = modelCall.ActedIn,
                    Excess = modelCall.Excess,
                }
                : run.Unsettled,
        };
    }
}

/// <summary>The result of a call to a model.</summary>
/// <param name="Run">The run with its prompt, its model and the usage of the call.</param>
public abstract record CallResult(Run Run)
{
    /// <summary>The model answered.</summary>
    public sealed record Answered(Run Run) : CallResult(Run);

    /// <summary>
    /// There will be no answer, so the run ends: the provider refused for good, or no call was made because a budget is
    /// used up or the agent is barred.
    /// </summary>
    public sealed record NoAnswer(Run Run, RunStatus Status, string Reason) : CallResult(Run);

    /// <summary>The provider cannot answer now; a retry may help.</summary>
    /// <param name="RetryAfter">How long the provider asks to wait, if it says so.</param>
    public sealed record Unavailable(Run Run, string Reason, TimeSpan? RetryAfter) : CallResult(Run);

    /// <summary>
    /// The call was interrupted by a shutdown or by a fault of our own. The run has the usage, or its upper bound.
    /// </summary>
    public sealed record CutShort(Run Run, ExceptionDispatchInfo Fault) : CallResult(Run);
}
