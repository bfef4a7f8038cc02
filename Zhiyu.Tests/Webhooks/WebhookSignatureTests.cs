using System.Text;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

[Trait("Set", "Quick")]
public sealed class WebhookSignatureTests
{
    // The example of the specification's libraries.
    [Fact]
    public void A_message_is_signed_as_the_specification_says() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1_614_265_330),
            Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    [Fact]
    public void A_secret_has_32_random_bytes_and_its_prefix()
    {
        var secret = WebhookSignature.NewSecret();

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret[6..]).Length);
        Assert.NotEqual(secret, WebhookSignature.NewSecret());
    }

    [Fact]
    public void The_secret_before_signs_too_for_a_day()
    {
        var webhook = SomeWebhook.Of("owner");
        var rotated = webhook.Rotated(WebhookSignature.NewSecret(), Some.Time);

        Assert.Equal([rotated.Secret, webhook.Secret], rotated.SecretsAt(Some.Time.AddHours(23)));
        Assert.Equal([rotated.Secret], rotated.SecretsAt(Some.Time.AddHours(24)));
        Assert.Equal(
            2,
            WebhookSignature.Of(rotated.SecretsAt(Some.Time), "msg", Some.Time, []).Split(' ').Length);
    }

    [Fact]
    public void A_webhook_never_shows_its_secret_as_text() =>
        Assert.DoesNotContain("whsec_", $"{SomeWebhook.Of("owner")}", StringComparison.Ordinal);
}
