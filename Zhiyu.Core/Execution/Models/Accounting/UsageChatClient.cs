using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>Adds the usage of each try to its call, also when the try failed.</summary>
internal sealed class UsageChatClient(IChatClient inner, ModelRoute route, TokenCounter counter, ILogger logger)
    : CallDecorator(inner)
{
    private static readonly ModelUsage RefusedUsage = ModelUsage.None with { Calls = 1 };

    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        var call = options.Call;
        var bound = counter.Bound(messages, options, route);
        // Charged when the real usage is unknown.
        var maxUsage = ModelUsage.AtMost(1, bound.With(call.Surcharge));
        call.BeginTry();
        try
        {
            var response = await NextAsync(messages, options, cancellationToken);
            Add(call, bound, Reported(response.Usage) is { CompletionTokens: > 0 } reported
                ? reported
                : Estimate(messages, response, call.Thoughts));
            return response;
        }
        catch (LlmException fault)
        {
            if (fault.MayHaveCost && !call.IsAbandoned) call.Unanswered++;
            var unknown = fault.MayHaveCost ? maxUsage : RefusedUsage;
            Add(call, bound, Reported(fault.Usage) ?? Split(fault.Usage, bound) ?? unknown);
            throw;
        }
        catch
        {
            // Cancelled by the deadline or the caller; a request that was sent is charged anyway.
            Add(call, bound, call.IsSent ? maxUsage : ModelUsage.None);
            // A cancellation by the caller is not the model's fault.
            if (call.IsSent && !call.IsAbandoned) call.Unanswered++;
            call.MayHaveCost = call.IsSent;
            throw;
        }
    }

    private void Add(ModelCall call, TokenUpperBound bound, ModelUsage usage)
    {
        call.MayHaveCost = false;
        call.Usage += usage;
        var by = Surcharge.Of(usage.Amount, bound.Amount);
        if (by != Surcharge.None)
            call.Excess = new ModelExcess(route.ToString(), by.Or(call.Excess?.By ?? Surcharge.None));
        // More was reserved for a model that is known to exceed the estimate.
        var reserved = bound.With(call.Surcharge);
        if (usage.PromptTokens > reserved.PromptTokens || usage.CompletionTokens > reserved.CompletionTokens)
            Log.OverBound(logger, route, call.RunId,
                usage.PromptTokens, reserved.PromptTokens, usage.CompletionTokens, reserved.CompletionTokens);
    }

    // Some servers report 0 for what they did not count; a real prompt always has tokens.
    private ModelUsage? Reported(UsageDetails? usage) =>
        usage is { InputTokenCount: > 0 and var prompt, OutputTokenCount: >= 0 and var completion }
            ? new ModelUsage(1, prompt, completion, Estimated: false, route.Price.Of(prompt, completion))
            : null;

    // The server reports only a total: the part up to the prompt's upper bound counts as prompt.
    private ModelUsage? Split(UsageDetails? usage, TokenUpperBound bound)
    {
        if (usage is not { TotalTokenCount: > 0 and var total }) return null;
        var prompt = Math.Min(total, bound.PromptTokens);
        return new ModelUsage(1, prompt, total - prompt, Estimated: true, route.Price.Of(prompt, total - prompt));
    }

    private ModelUsage Estimate(IEnumerable<ChatMessage> messages, ChatResponse response, string thoughts)
    {
        var (prompt, completion) = (counter.Count(messages), counter.Count(response.Text) + counter.Count(thoughts));
        var reported = response.Usage;
        if (reported is { InputTokenCount: > 0 }) prompt = reported.InputTokenCount.Value;
        if (reported is { OutputTokenCount: > 0 }) completion = (int)reported.OutputTokenCount.Value;
        else if (reported is { TotalTokenCount: > 0 })
            completion = (int)Math.Max(reported.TotalTokenCount.Value - prompt, 0);
        return new ModelUsage(1, prompt, completion, Estimated: true, route.Price.Of(prompt, completion));
    }
}
