using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions;

namespace Zhiyu.Tests.Api;

/// <summary>The platform tries routes in the order of the functions' names and takes the first that fits.</summary>
public sealed class RouteOrderTests
{
    private sealed record Routed(string Name, string[] Segments, string[] Methods);

    private static readonly List<Routed> Functions =
    [
        .. from type in typeof(ZhiyuApp).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select new Routed(function.Name, (trigger.Route ?? function.Name).Split('/'), trigger.Methods ?? []),
    ];

    [Fact]
    public void Of_two_functions_for_one_path_the_more_specific_is_tried_first()
    {
        var shadowed = from first in Functions
                       from second in Functions
                       where string.Compare(first.Name, second.Name, StringComparison.OrdinalIgnoreCase) < 0
                       where ShareAMethod(first, second) && Takes(first.Segments, second.Segments)
                       select $"{first.Name} takes what is {second.Name}'s";

        Assert.Empty(shadowed);
    }

    [Fact]
    public void Last_come_a_refusal_for_the_rest_of_the_API_and_then_the_page_for_every_other_path()
    {
        var last = Functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).TakeLast(2).ToList();

        Assert.Equal(["v1", "{*path}"], last[0].Segments);
        Assert.Empty(last[0].Methods);
        Assert.Equal(["{*path}"], last[1].Segments);
        Assert.Empty(last[1].Methods);
    }

    // No name may sort differently with and without regard to case: hosts need not agree on that.
    [Fact]
    public void Names_sort_alike_in_any_case() => Assert.Equal(
        Functions.Select(function => function.Name).Order(StringComparer.Ordinal),
        Functions.Select(function => function.Name).Order(StringComparer.OrdinalIgnoreCase));

    private static bool ShareAMethod(Routed one, Routed other) =>
        one.Methods.Length == 0 || other.Methods.Length == 0
        || one.Methods.Intersect(other.Methods, StringComparer.OrdinalIgnoreCase).Any();

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
