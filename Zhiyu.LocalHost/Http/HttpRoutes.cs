using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.LocalHost.Functions;

namespace Zhiyu.LocalHost.Http;

/// <summary>
/// All routes in the order in which they are tried: sorted by function name. As in the Functions host, a literal
/// segment has no precedence over a parameter.
/// </summary>
internal sealed class HttpRoutes(IReadOnlyList<HttpRoute> routes)
{
    // Paths that the Functions host reserves.
    private static readonly string[] Reserved = ["admin", "runtime"];

    public IReadOnlyList<HttpRoute> All => routes;

    // The catalog returns functions in alphabetical order.
    public static HttpRoutes Create(
        IReadOnlyList<LocalFunction> functions, string prefix, IInlineConstraintResolver constraints,
        List<string> faults)
    {
        var routes = new List<HttpRoute>();
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger) continue;
            var text = (trigger.Route ?? function.Name).Trim('/');
            if (Array.Find(Reserved, word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } word)
                faults.Add($"Function '{function.Name}': the route '{text}' starts with '{word}', which the Functions "
                    + "host keeps for itself. Put a segment before it.");
            var template = $"{prefix}/{text}".Trim('/');
            try
            {
                var route = new HttpRoute(function, template, trigger.Methods ?? [], constraints);
                faults.AddRange(HttpArguments.Unbindable(route).Select(name =>
                    $"Function '{function.Name}': parameter '{name}' is neither HttpRequest, FunctionContext nor "
                    + $"CancellationToken, nor in the route '{template}'. Read it from the HttpRequest."));
                routes.Add(route);
            }
            catch (Exception exception) when (exception is ArgumentException or RouteCreationException
                or InvalidOperationException)
            {
                faults.Add($"Function '{function.Name}': the route '{template}' can't be read: {exception.Message}");
            }
        }

        faults.AddRange(
            from first in routes
            from second in routes
            where string.CompareOrdinal(first.Function.Name, second.Function.Name) < 0 && first.ConflictsWith(second)
            select $"Functions '{first.Function.Name}' and '{second.Function.Name}' have the same route "
                + $"'{first.Template}' and a method in common (a trigger without methods takes all of them). "
                + "The Functions host drops one of the two. Name the methods of each.");
        return new HttpRoutes(routes);
    }

    public (HttpRoute Route, RouteValueDictionary Values)? Match(HttpContext http)
    {
        foreach (var route in routes)
            if (route.Match(http) is { } values) return (route, values);
        return null;
    }
}
