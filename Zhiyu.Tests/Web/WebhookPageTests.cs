using Microsoft.Playwright;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>How owners and admins add webhooks, try them and follow their deliveries.</summary>
public sealed class WebhookPageTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("zh", "user", "/studio/webhooks", 390)]
    [InlineData("en", "admin", "/govern/webhooks", 1280)]
    public async Task A_webhook_is_added_tried_rotated_and_removed(string language, string role, string path, int width)
    {
        var visit = await VisitAsync(app.Client, "about:blank", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.BringAsync(People.Token($"hooked-{language}", role));
        await visit.Page.GotoAsync(path);
        await visit.SpeakAsync(language);
        await Expect(visit.Text(visit.Say("还没有 Webhook", "No webhooks yet"))).ToBeVisibleAsync();

        await visit.Page.GetByLabel(visit.Say("地址", "Address")).FillAsync("https://hooks.example/zhiyu");
        var add = visit.Button(visit.Say("添加", "Add"), exact: true);
        await Expect(add).ToBeDisabledAsync();
        await visit.Button(visit.Say("人物说话", "An agent spoke")).ClickAsync();
        await Expect(visit.Button(visit.Say("有内容待审", "Content waits for review")))
            .ToHaveCountAsync(role == "admin" ? 1 : 0);
        await add.ClickAsync();
        var secret = visit.Page.Locator(".webhook-secret code");
        await Expect(secret).ToContainTextAsync("whsec_");
        var first = await secret.TextContentAsync();
        await Axe.CheckAsync(visit, "the webhooks");
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than its window.");

        var webhook = visit.Page.Locator(".webhook");
        await Expect(webhook).ToContainTextAsync("https://hooks.example/zhiyu");
        await visit.Button(visit.Say("发一条试试", "Send a test")).ClickAsync();
        await Expect(webhook.Locator(".webhook-deliveries")).ToContainTextAsync(
            "webhook.test", new() { Timeout = 20_000 });
        await visit.Button(visit.Say("换密钥", "New secret")).ClickAsync();
        await Expect(secret).Not.ToHaveTextAsync(first!);
        await visit.Button(visit.Say("停用", "Disable"), exact: true).ClickAsync();
        await Expect(webhook).ToContainTextAsync(visit.Say("已停用", "Disabled"));
        await Expect(visit.Button(visit.Say("发一条试试", "Send a test"))).ToHaveCountAsync(0);

        await visit.Button(visit.Say("删除", "Remove")).ClickAsync();
        await visit.Button(visit.Say("删除", "Remove")).ClickAsync();
        await Expect(webhook).ToHaveCountAsync(0);
    }
}
