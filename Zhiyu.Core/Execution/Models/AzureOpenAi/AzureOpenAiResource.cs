using System.ClientModel;
using System.Text.RegularExpressions;
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
internal static partial class AzureOpenAiResource
{
    public const string ExampleUrl = "https://NAME.openai.azure.com";

    // A resource may have an address of its own, which does not tell whose server it is.
    private const string Host = "azure.com";

    private static readonly DefaultAzureCredentialOptions Credential =
        new() { Transport = new HttpClientTransport(OutboundHttp.NewClient()) };

    public static IChatClient Open(ModelRoute route, TimeProvider time)
    {
        var wire = WireHttp.Open(route, time, host: Host);
        var options = wire.Configure(new AzureOpenAIClientOptions());
        var endpoint = new Uri(route.BaseUrl);
        var client = route.ApiKey.Length == 0
            ? new AzureOpenAIClient(endpoint, new DefaultAzureCredential(Credential), options)
            : new AzureOpenAIClient(endpoint, new ApiKeyCredential(route.ApiKey), options);
        return new WireChatClient(client.GetChatClient(route.Model).AsIChatClient(), wire, route, Classify);
    }

    /// <summary>The fault of an address that is not the resource's own.</summary>
    public static string? AddressFault(Uri address) => PathIntoResource().Match(address.AbsolutePath) is
        { Success: true } path
        ? "leads into the resource; use the resource's endpoint, like "
            + $"{address.GetLeftPart(UriPartial.Authority)}{address.AbsolutePath[..path.Index]}."
        : null;

    public static IEnumerable<(string Field, string Fault)> SettingFaults(ModelRoute route)
    {
        if (route.BaseUrl == LlmOptions.DashScope)
            yield return ("base_url", $"is not set; use the resource's endpoint, like {ExampleUrl}.");
        if (route.ApiKey.Length == 0 && new Uri(route.BaseUrl).Scheme == Uri.UriSchemeHttp)
            yield return ("api_key_setting", "gives no key, and Entra ID's tokens go over https alone; "
                + "set a key, or an https address.");
    }

    // The library appends this path itself.
    [GeneratedRegex("/openai(/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex PathIntoResource();

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
