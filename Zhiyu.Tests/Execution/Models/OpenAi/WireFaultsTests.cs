using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.OpenAi;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

[Trait("Set", "Quick")]
public sealed class WireFaultsTests
{
    [Fact]
    public void A_proxy_that_refuses_the_tunnel_is_named_with_its_settings()
    {
        var fault = WireFaults.Unreachable(
            "openai-compatible", isSent: false, new HttpRequestException(HttpRequestError.ProxyTunnelError));

        Assert.Equal((LlmFault.Transient, false), (fault.Fault, fault.MayHaveCost));
        Assert.StartsWith("The proxy before openai-compatible refused", fault.Message, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "The connection to azure-openai broke.")]
    [InlineData(false, "azure-openai could not be reached.")]
    public void Another_fault_of_the_way_may_have_cost_something_once_the_request_was_out(bool isSent, string message)
    {
        var fault = WireFaults.Unreachable("azure-openai", isSent, new IOException("x"));

        Assert.Equal((message, isSent), (fault.Message, fault.MayHaveCost));
    }
}
