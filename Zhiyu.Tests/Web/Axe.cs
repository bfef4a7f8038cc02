using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Zhiyu.Tests.Web;

/// <summary>What axe has to say of a page that has everything it will have.</summary>
internal static class Axe
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
        // A fifth of its time goes into describing what is in order.
        ResultTypes = [ResultType.Violations],
    };

    /// <param name="visit">The page.</param>
    /// <param name="where">What it shows, for the message of a violation.</param>
    public static async Task CheckAsync(Visit visit, string where)
    {
        await Assertions.Expect(visit.Page.Locator("main h1, main h2").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
        var found = await visit.Page.RunAxe(Rules);
        Assert.Empty(found.Violations.Select(violation =>
            $"{where}: {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
    }
}
