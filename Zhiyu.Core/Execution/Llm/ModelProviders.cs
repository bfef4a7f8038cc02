using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Llm.AzureOpenAi;
using Zhiyu.Core.Execution.Llm.Catalog;
using Zhiyu.Core.Execution.Llm.OpenAi;
using Zhiyu.Core.Execution.Llm.Simulated;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Opens what speaks to a provider.</summary>
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
