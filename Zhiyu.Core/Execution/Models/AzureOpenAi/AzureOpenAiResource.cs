using System.ClientModel;
using Azure.AI.OpenAI;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.AzureOpenAi;

/// <summary>A deployment of an Azure OpenAI resource, with a key or with Entra ID.</summary>
internal static class AzureOpenAiResource
{
    private static readonly DefaultAzureCredentialOptions Credential =
        new() { Transport = new HttpClientTransport(OutboundHttp.NewClient()) };

    public static IChatClient Open(ModelRoute route, TimeProvider time)
    {
        var wire = WireHttp.Open(route, time);
        var options = wire.Configure(new AzureOpenAIClientOptions());
        var endpoint = new Uri(route.BaseUrl);
        var client = route.ApiKey.Length == 0
            ? new AzureOpenAIClient(endpoint, new DefaultAzureCredential(Credential), options)
            : new AzureOpenAIClient(endpoint, new ApiKeyCredential(route.ApiKey), options);
        return new WireChatClient(client.GetChatClient(route.Model).AsIChatClient(), wire, route, Classify);
    }

    // A missing identity is permanent; the identity service itself may recover.
    private static LlmException? Classify(Exception fault) => fault switch
    {
        CredentialUnavailableException => new(LlmFault.Permanent,
            "azure-openai: there is no identity for Entra ID here; give the app one, or set LLM_API_KEY.",
            inner: fault),
        AuthenticationFailedException =>
            new(LlmFault.Transient, "azure-openai: Entra ID gave no token.", inner: fault),
        _ => null,
    };
}
