namespace Zhiyu.Tests.Api;

/// <summary>The platform tries routes in the order of the functions' names and takes the first that fits.</summary>
[Trait("Set", "Quick")]
public sealed class RouteOrderTests
{
    [Fact]
    public void Of_two_functions_for_one_path_the_more_specific_is_tried_first()
    {
        var shadowed = from first in Endpoint.All
                       from second in Endpoint.All
                       where string.Compare(first.Function, second.Function, StringComparison.OrdinalIgnoreCase) < 0
                       where ShareAMethod(first, second) && Takes(Segments(first), Segments(second))
                       // Who takes every method takes what the others leave.
                       where second.Methods.Count > 0 || first.Methods.Count == 0
                       select $"{first.Function} takes what is {second.Function}'s";

        Assert.Empty(shadowed);
    }

    [Fact]
    public void Last_come_a_refusal_for_the_rest_of_the_API_and_then_the_page_for_every_other_path()
    {
        var last = Endpoint.All.OrderBy(endpoint => endpoint.Function, StringComparer.OrdinalIgnoreCase).TakeLast(2);

        Assert.Equal(["v1/{*path}", "{*path}"], last.Select(endpoint => endpoint.Route));
        // The page's function refuses what the others leave.
        Assert.Empty(last.Last().Methods);
    }

    // No name may sort differently with and without regard to case: hosts need not agree on that.
    [Fact]
    public void Names_sort_alike_in_any_case() => Assert.Equal(
        Endpoint.All.Select(endpoint => endpoint.Function).Order(StringComparer.Ordinal),
        Endpoint.All.Select(endpoint => endpoint.Function).Order(StringComparer.OrdinalIgnoreCase));

    private static string[] Segments(Endpoint endpoint) => endpoint.Route.Split('/');

    private static bool ShareAMethod(Endpoint one, Endpoint other) =>
        one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any();

    // Whether the first route matches every path that the second one is written for.
    private static bool Takes(string[] route, string[] other) => (route, other) switch
    {
        ([var head, ..], _) when head.StartsWith("{*", StringComparison.Ordinal) => true,
        ([], []) => true,
        ([var head, .. var tail], [var otherHead, .. var otherTail]) =>
            (head.StartsWith('{') || head.Equals(otherHead, StringComparison.OrdinalIgnoreCase))
            && Takes(tail, otherTail),
        _ => false,
    };
}
