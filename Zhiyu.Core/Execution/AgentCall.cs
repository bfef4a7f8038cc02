using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution;

/// <summary>Calls the model of an agent for a run.</summary>
public sealed class AgentCall(
    CachedDirectory directory,
    PromptLibrary prompts,
    ModelCatalog catalog,
    ModelClients models,
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
            return new CallResult.Throttled(WithCall(), exhausted.Budget);
        }
        catch (SpendingBlockedException blocked)
        {
            return new CallResult.Barred(WithCall(), blocked.Reason);
        }
        catch (LedgerBusyException busy)
        {
            return new CallResult.Unavailable(WithCall(), busy.Message, RetryAfter: null);
        }
        catch (LlmException refusal) when (refusal.Fault == LlmFault.Permanent)
        {
            return new CallResult.Refused(WithCall(), refusal.Message);
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
