using System.Net;
using Microsoft.Extensions.AI;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Core.Network;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Network;

[Trait("Set", "Quick")]
public sealed class OutboundProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://localhost:10000/devstoreaccount1")]
    [InlineData("https://LOCALHOST/")]
    [InlineData("http://localhost.:1/")]
    [InlineData("http://models.localhost:11434/v1")]
    [InlineData("http://127.0.0.1:10000/")]
    [InlineData("http://127.8.9.10/")]
    [InlineData("http://[::1]:11434/v1")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    [InlineData("http://0.0.0.0:8000/")]
    [InlineData("http://[::]:8000/")]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("http://[fe80::1]:8080/")]
    public void What_is_on_this_machine_or_link_never_goes_through_a_proxy(string address)
    {
        var proxy = new OutboundProxy(new WebProxy("http://proxy.example:3128"));

        Assert.True(proxy.IsBypassed(new Uri(address)));
        Assert.Null(proxy.GetProxy(new Uri(address)));
        Assert.Null(proxy.AdviceFor(new Uri(address)));
    }

    [Theory]
    [InlineData("https://dashscope.aliyuncs.com/compatible-mode/v1")]
    [InlineData("http://10.0.0.5:11434/v1")]
    [InlineData("http://128.0.0.1/")]
    [InlineData("http://localhost.example.org/")]
    [InlineData("http://notlocalhost/")]
    [InlineData("http://[2001:db8::1]/")]
    public void What_is_elsewhere_goes_as_the_machine_says(string address)
    {
        var proxy = new OutboundProxy(new WebProxy("http://me:hunter2@proxy.example:3128"));

        Assert.False(proxy.IsBypassed(new Uri(address)));
        Assert.Equal("proxy.example", proxy.GetProxy(new Uri(address))!.Host);
        Assert.Contains(
            "through the proxy http://proxy.example:3128,", proxy.AdviceFor(new Uri(address))!,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_machine_lets_go_directly_goes_directly()
    {
        var proxy = new OutboundProxy(new WebProxy("http://proxy.example:3128", false, [@"intranet\.example"]));

        Assert.True(proxy.IsBypassed(new Uri("http://intranet.example/v1")));
        Assert.Null(proxy.AdviceFor(new Uri("http://intranet.example/v1")));
    }

    // 203.0.113.0/24 is for documents: nothing is there.
    [Theory]
    [InlineData("http://203.0.113.7/v1", "403 Forbidden", "POST http://203.0.113.7/v1/chat/completions HTTP/1.1")]
    [InlineData("http://203.0.113.7/v1", "407 Proxy Authentication Required", "POST http://203.0.113.7/v1/chat/")]
    [InlineData("http://203.0.113.7/v1", "503 Service Unavailable", "POST http://203.0.113.7/v1/chat/")]
    [InlineData("https://203.0.113.7/v1", "403 Forbidden", "CONNECT 203.0.113.7:443 HTTP/1.1")]
    [InlineData("https://203.0.113.7/v1", "407 Proxy Authentication Required", "CONNECT 203.0.113.7:443 HTTP/1.1")]
    [InlineData("https://203.0.113.7/v1", "502 Bad Gateway", "CONNECT 203.0.113.7:443 HTTP/1.1")]
    public async Task A_proxy_that_refuses_is_named_in_the_fault_of_a_model(string url, string status, string asked)
    {
        await using var proxy = new RefusingProxy(status);

        var fault = await AskAsync(url, proxy.Address);

        Assert.StartsWith(asked, proxy.Asked.First(), StringComparison.Ordinal);
        Assert.Contains($"through the proxy {proxy.Address}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("add 203.0.113.7 to NO_PROXY", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.MayHaveCost);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_and_one_that_was_not_asked_is_not()
    {
        var absent = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";

        var through = await AskAsync("https://203.0.113.7/v1", absent);
        var direct = await AskAsync($"http://127.0.0.1:{FreePorts.Take(1)[0]}/v1", absent);

        Assert.Contains($"through the proxy {absent}", through.Message, StringComparison.Ordinal);
        Assert.Equal("openai-compatible could not be reached.", direct.Message);
    }

    private static async Task<LlmException> AskAsync(string url, string proxy)
    {
        var route = new ModelRoute(
            "openai-compatible", "m", url, "k", ModelPrice.Free, StructuredOutput.None, "max_tokens", Warning: null);
        using var client = OpenAiCompatible.Open(
            route, TimeProvider.System, new OutboundProxy(new WebProxy(proxy)));
        return await Assert.ThrowsAsync<LlmException>(() => client.GetResponseAsync(
            "?", new RunChatOptions(ModelCalls.NewCall()) { MaxOutputTokens = 5 }, Token));
    }
}
