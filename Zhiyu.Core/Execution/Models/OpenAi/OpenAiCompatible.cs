using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Any server with OpenAI's chat completions API: OpenAI, DashScope, DeepSeek, Ollama, vLLM.</summary>
internal static class OpenAiCompatible
{
    public static IChatClient Open(ModelRoute route, TimeProvider time, OutboundProxy? proxy = null)
    {
        var wire = WireHttp.Open(route, time, proxy);
        var options = wire.Configure(new OpenAIClientOptions { Endpoint = new Uri(route.BaseUrl) });
        // The library requires a key; servers that need none ignore it.
        var key = new ApiKeyCredential(route.ApiKey.Length == 0 ? "none" : route.ApiKey);
        return new WireChatClient(new ChatClient(route.Model, key, options).AsIChatClient(), wire, route);
    }

    public static IEnumerable<(string Field, string Fault)> SettingFaults(ModelRoute route)
    {
        if (route.ApiKey.Length == 0 && new Uri(route.BaseUrl).Scheme == Uri.UriSchemeHttps)
            yield return ("api_key_setting", "gives no key; set one "
                + "(only servers reached by plain http, such as Ollama, do without).");
    }
}
