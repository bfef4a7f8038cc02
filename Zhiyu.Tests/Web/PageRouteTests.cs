using System.Text.RegularExpressions;
using Zhiyu.Functions.Web;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>The server knows the addresses of the page, or it would answer 404 at them.</summary>
[Trait("Set", "Quick")]
public sealed partial class PageRouteTests
{
    [Fact]
    public void Every_route_of_the_page_is_known()
    {
        var routes = RouteForm.Matches(Repository.ReadText("web", "src", "app", "App.tsx"))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.Contains("/p/:id", routes);
        Assert.DoesNotContain(routes, route => PageRoute.Of(Example(route)) is PageRoute.Unknown);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("p")]
    [InlineData("p/one/two")]
    [InlineData("today/x")]
    [InlineData("today//")]
    [InlineData("feed.xml")]
    public void Other_addresses_are_not(string path) => Assert.IsType<PageRoute.Unknown>(PageRoute.Of(path));

    [Theory]
    [InlineData("")]
    [InlineData("today/")]
    [InlineData("studio")]
    [InlineData("studio/ada/x")]
    public void A_slash_at_the_end_changes_nothing(string path) =>
        Assert.IsNotType<PageRoute.Unknown>(PageRoute.Of(path));

    private static string Example(string route) =>
        Parameter.Replace(route, "x").Replace("*?", "x", StringComparison.Ordinal)[1..];

    [GeneratedRegex("<Route path=\"([^\"]+)\"")]
    private static partial Regex RouteForm { get; }

    [GeneratedRegex(":[a-z]+[?]?")]
    private static partial Regex Parameter { get; }
}
