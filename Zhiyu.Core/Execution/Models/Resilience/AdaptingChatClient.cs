using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>
/// Asks again at once where a server refused something that the call can do without: that cost nothing, and the next
/// try leaves it out. What was reserved covers it.
/// </summary>
internal sealed class AdaptingChatClient(IChatClient inner, ModelRoute route, ILogger logger)
    : DelegatingChatClient(inner)
{
    // More than there are fields to leave out.
    private const int MostTimes = 8;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
        ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var times = 1; ; times++)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (LlmException fault) when (fault.Refused is not null && times < MostTimes)
            {
                Log.Adapts(logger, route, fault.Refused, fault.Message);
            }
        }
    }
}
