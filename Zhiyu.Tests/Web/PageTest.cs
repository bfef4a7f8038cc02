using Microsoft.Playwright;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>A test in the browser. What goes wrong in its pages fails it, whatever it asserts.</summary>
public abstract class PageTest(Chromium chromium) : IAsyncDisposable
{
    private readonly List<Visit> _visits = [];

    /// <summary>Opens an address of the app in a profile of its own; without a browser, skips the test.</summary>
    private protected async Task<Visit> VisitAsync(
        HttpClient app, string path, BrowserNewContextOptions? options = null)
    {
        var visit = await chromium.VisitAsync(app, options);
        _visits.Add(visit);
        await visit.OpenAsync(path);
        return visit;
    }

    private protected async Task<Visit> VisitAsAdminAsync(WorkingForum forum, string path, string language)
    {
        var visit = await VisitAsync(forum.Client, "about:blank");
        await visit.BringAsync(People.Token());
        await visit.Page.GotoAsync(path);
        await visit.SpeakAsync(language);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits) await visit.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_visits.SelectMany(visit => visit.Surprises));
    }

    private protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
