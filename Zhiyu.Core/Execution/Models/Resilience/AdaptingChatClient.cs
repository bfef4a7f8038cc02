using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>
/// Retries at once when a server refused an optional request field: the refusal cost nothing, the retry leaves the
/// field out, and the reservation covers it.
/// </summary>
internal sealed class AdaptingChatClient(IChatClient inner, ModelRoute route, ILogger logger)
    : CallDecorator(inner)
{
    // More than the number of optional fields.
    private const int MaxTries = 8;

    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await NextAsync(messages, options, cancellationToken);
            }
            catch (LlmException fault) when (fault.Refused is not null && tries < MaxTries)
            {
                Log.Adapts(logger, route, fault.Refused, fault.Message);
            }
        }
    }
}
