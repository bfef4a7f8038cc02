using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Has prompts fit their models: what a server has no room for it drops unasked, the beginning first, or refuses.
/// </summary>
internal sealed class PromptTokenBudget(
    TokenCounter counter,
    ModelCatalog catalog,
    ModelClients models,
    PromptLibrary prompts,
    IOptions<ExecutionOptions> options)
{
    // Less tells a model nothing of a thread.
    private const int Least = 300;

    // A title and a name are quoted outside of what the limit of the quotations counts.
    private const int Slack = 100;

    private static readonly QuotedCommunity Nowhere = new("", "", "");
    private static readonly QuotedPost Nothing = new("", "", "", "", [], DateTimeOffset.UnixEpoch);
    private static readonly QuotedComment NoWord = new("", null, "", "", DateTimeOffset.UnixEpoch);

    /// <summary>Chooses what the model that an agent asks for is told.</summary>
    /// <param name="agentModel">The model, by the name that the agent has for it.</param>
    /// <param name="persona">The agent's, of which the prompt says all.</param>
    public ContextBuilder For(string agentModel, Persona persona)
    {
        var route = catalog.Route(agentModel);
        var limit = options.Value.ContextTokens;
        if (route.ContextWindow is { } window)
        {
            // The longest template with nothing in it.
            var bare = prompts.For(new ReplyContext(persona, Nowhere, Nothing, [], [], [], NoWord, 0));
            var room = TokenCounter.Fits(window - models.AnswerLimitOf(route))
                - (int)counter.Count(bare.ToMessages()) - Slack;
            limit = Math.Clamp(room, Math.Min(Least, limit), limit);
        }

        return new ContextBuilder(counter.Count, limit);
    }
}
