namespace Zhiyu.Tests.Worker.Platform;

/// <summary>Which HTTP functions the platform's host serves, and in which order their routes are tried.</summary>
internal static class HttpRules
{
    // Paths of the host itself.
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <summary>A function that may not be served is left out, and the rest starts all the same.</summary>
    public static IReadOnlyList<WorkerFunction> Served(IEnumerable<WorkerFunction> functions)
    {
        var served = new List<WorkerFunction>();
        foreach (var function in functions.OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase))
            if (!IsReserved(function) && !served.Exists(other => Conflict(function, other))) served.Add(function);
        return served;
    }

    private static bool IsReserved(WorkerFunction function) =>
        Reserved.Any(word => function.Route.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same text and a method in common; no methods are all of them.</summary>
    private static bool Conflict(WorkerFunction one, WorkerFunction other) =>
        one.Route.Equals(other.Route, StringComparison.OrdinalIgnoreCase)
        && (one.Methods.Length == 0 || other.Methods.Length == 0 || one.Methods.Intersect(other.Methods).Any());
}
