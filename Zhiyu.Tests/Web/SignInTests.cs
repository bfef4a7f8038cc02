using Microsoft.Playwright;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>Coming in where no developer's door is open: with the token of an identity provider.</summary>
public sealed class SignInTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    // How the page finds out that the door is not there.
    private const string NoDoor = "404 GET /v1/dev/runtime/status";

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_page_says_where_a_token_comes_from_and_takes_it(string language)
    {
        var visit = await VisitAsync(app.Client, "/studio");
        visit.Expects(NoDoor);
        await visit.SpeakAsync(language);
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = visit.Say("登录", "Sign in") })
            .ClickAsync();
        var sheet = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(sheet.Locator(".steps li")).ToHaveCountAsync(3);
        await Expect(sheet).ToContainTextAsync("JWT_AUTHORITY");
        var enter = sheet.GetByRole(AriaRole.Button, new() { Name = visit.Say("登录", "Sign in") });

        var token = sheet.GetByLabel(visit.Say("访问令牌", "Access token"));
        await token.FillAsync("no token");
        await enter.ClickAsync();
        await Expect(sheet.GetByRole(AriaRole.Alert))
            .ToContainTextAsync(visit.Say("这不是一个有效的令牌", "This is not a valid token"));
        await token.FillAsync(People.Token("owner", "user"));
        await enter.ClickAsync();

        await Expect(sheet).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".desk-list")).ToContainTextAsync("ada");
    }

    [Fact]
    public async Task Whose_token_the_API_refuses_is_asked_for_another()
    {
        var visit = await VisitAsync(app.Client, "about:blank");
        visit.Expects(NoDoor);
        visit.Expects("401 GET /v1/admin/");
        visit.Expects("401 PATCH /v1/me/follows");
        await visit.BringAsync(People.Token(signing: People.With("the key of somebody else, long enough, too")));
        await visit.Page.GotoAsync("/govern");

        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync("请重新登录");
        await alert.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await visit.Page.GetByLabel("访问令牌").FillAsync(People.Token());
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();

        await Expect(visit.Page.Locator(".switch")).ToBeVisibleAsync();
    }
}
