using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Webhooks;

[Trait("Set", "Quick")]
public sealed class WebhookOptionsTests
{
    [Theory]
    [InlineData("true", "Development", true)]
    [InlineData("false", "", true)]
    [InlineData("true", "", false)]
    [InlineData("true", "Production", false)]
    public void Private_addresses_are_allowed_in_Development_only(string allow, string environment, bool isGood)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(WebhookOptions.AllowPrivateSetting, allow), new("ZHIYU_ENVIRONMENT", environment),
        ]).Build();
        using var services = new ServiceCollection().AddWebhooks(configuration).BuildServiceProvider();

        var read = Record.Exception(() => services.GetRequiredService<IOptions<WebhookOptions>>().Value);

        if (isGood) Assert.Null(read);
        else Assert.StartsWith("WEBHOOKS_ALLOW_PRIVATE", Assert.IsType<OptionsValidationException>(read).Message);
    }
}
