using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Keeps prompts within the model's context window: a server silently drops the start of a longer prompt, or refuses
/// it.
/// </summary>
public sealed class PromptTokenBudget(
    TokenCounter counter,
    ModelCatalog catalog,
    ModelClients models,
    PromptLibrary prompts,
    IOptions<ExecutionOptions> options)
{
    // With less, a model learns nothing about a thread.
    private const int MinTokens = 300;

    // Titles and names are not counted in the budget of the quotations.
    private const int Slack = 100;

    private static readonly QuotedCommunity EmptyCommunity = new("", "", "");
    private static readonly QuotedPost EmptyPost = new("", "", "", "", [], DateTimeOffset.UnixEpoch);
    private static readonly QuotedComment EmptyComment = new("", null, "", "", DateTimeOffset.UnixEpoch);
    private static readonly RecalledNote EmptyNote =
        new("", "", "", NoteKind.Fact, "", "", DateTimeOffset.UnixEpoch);
    private static readonly QuotedRelationship EmptyRelationship = new("", 0, 0, DateTimeOffset.UnixEpoch);

    /// <summary>Creates the context builder for the model of an agent.</summary>
    /// <param name="agentModel">The model's name in the agent's configuration.</param>
    /// <param name="persona">The agent's persona, which is always rendered in full.</param>
    public ContextBuilder For(string agentModel, Persona persona)
    {
        var route = catalog.Route(agentModel);
        var limit = options.Value.ContextTokens;
        if (route.ContextWindow is { } window)
        {
            // The longest template without any quotation, but with what it says about memory.
            var emptyPrompt = prompts.For(
                new ReplyContext(persona, EmptyCommunity, EmptyPost, [], [], [], EmptyComment, 0)
                {
                    Recalled = [EmptyNote],
                    Relationships = [EmptyRelationship],
                    WornOpenings = [""],
                });
            var available = TokenCounter.Fits(window - models.AnswerLimitOf(route))
                - (int)counter.Count(emptyPrompt.ToMessages()) - Slack;
            limit = Math.Clamp(available, Math.Min(MinTokens, limit), limit);
        }

        return new ContextBuilder(counter.Count, limit);
    }
}
