using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>Adds each try to what its call took, whether it brought an answer or not.</summary>
internal sealed class UsageChatClient(IChatClient inner, ModelRoute route, TokenCounter counter, ILogger logger)
    : DelegatingChatClient(inner)
{
    private static readonly ModelUsage Refused = ModelUsage.None with { Calls = 1 };

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var progress = CallProgress.Current;
        var bound = counter.Bound(messages, options!, route);
        // What counts when nobody knows what the try took.
        var most = ModelUsage.AtMost(1, bound.With(progress.Call.Surcharge));
        progress.BeginTry();
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            Add(progress, bound, Told(response.Usage) is { CompletionTokens: > 0 } told
                ? told
                : Estimate(messages, response, progress.Thoughts));
            return response;
        }
        catch (LlmException fault)
        {
            if (fault.MayHaveCost && !progress.IsAbandoned) progress.Call.Unanswered++;
            var unknown = fault.MayHaveCost ? most : Refused;
            Add(progress, bound, Told(fault.Usage) ?? Split(fault.Usage, bound) ?? unknown);
            throw;
        }
        catch
        {
            // Cut short, by the deadline or by the caller; a call that was sent is charged all the same.
            Add(progress, bound, progress.IsSent ? most : ModelUsage.None);
            // A caller who stops is no fault of the model's.
            if (progress.IsSent && !progress.IsAbandoned) progress.Call.Unanswered++;
            progress.MayHaveCost = progress.IsSent;
            throw;
        }
    }

    private void Add(CallProgress progress, TokenUpperBound bound, ModelUsage usage)
    {
        progress.MayHaveCost = false;
        var call = progress.Call;
        call.Usage += usage;
        var by = Surcharge.Of(usage.Amount, bound.Amount);
        if (by != Surcharge.None)
            call.Excess = new ModelExcess(route.ToString(), by.Or(call.Excess?.By ?? Surcharge.None));
        // Where it is known that the model takes more, more was reserved.
        var held = bound.With(call.Surcharge);
        if (usage.PromptTokens > held.PromptTokens || usage.CompletionTokens > held.CompletionTokens)
            Log.OverBound(logger, route, call.RunId,
                usage.PromptTokens, held.PromptTokens, usage.CompletionTokens, held.CompletionTokens);
    }

    // Some servers fill in zeros for what they did not count; a prompt has tokens, and so has what is said.
    private ModelUsage? Told(UsageDetails? usage) =>
        usage is { InputTokenCount: > 0 and var prompt, OutputTokenCount: >= 0 and var completion }
            ? new ModelUsage(1, prompt, completion, Estimated: false, route.Price.Of(prompt, completion))
            : null;

    // Nobody knows which part of a total is whose: what the prompt can have been is taken for the prompt's.
    private ModelUsage? Split(UsageDetails? usage, TokenUpperBound bound)
    {
        if (usage is not { TotalTokenCount: > 0 and var total }) return null;
        var prompt = Math.Min(total, bound.PromptTokens);
        return new ModelUsage(1, prompt, total - prompt, Estimated: true, route.Price.Of(prompt, total - prompt));
    }

    private ModelUsage Estimate(IEnumerable<ChatMessage> messages, ChatResponse response, string thoughts)
    {
        var (prompt, completion) = (counter.Count(messages), counter.Count(response.Text) + counter.Count(thoughts));
        var told = response.Usage;
        if (told is { InputTokenCount: > 0 }) prompt = told.InputTokenCount.Value;
        if (told is { OutputTokenCount: > 0 }) completion = (int)told.OutputTokenCount.Value;
        else if (told is { TotalTokenCount: > 0 }) completion = (int)Math.Max(told.TotalTokenCount.Value - prompt, 0);
        return new ModelUsage(1, prompt, completion, Estimated: true, route.Price.Of(prompt, completion));
    }
}
