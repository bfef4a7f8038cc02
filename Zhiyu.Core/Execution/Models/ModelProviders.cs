using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.AzureOpenAi;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Core.Execution.Models.Simulated;

namespace Zhiyu.Core.Execution.Models;

/// <summary>Creates the client of a provider.</summary>
internal sealed class ModelProviders(IOptions<LlmOptions> options, TimeProvider time)
{
    public IChatClient Open(ModelRoute route) => route.Provider switch
    {
        LlmProviders.OpenAiCompatible => OpenAiCompatible.Open(route, time),
        LlmProviders.AzureOpenAi => AzureOpenAiResource.Open(route, time),
        LlmProviders.Simulated => new SimulatedChatClient(options.Value, time),
        _ => new UnconfiguredChatClient(),
    };
}
