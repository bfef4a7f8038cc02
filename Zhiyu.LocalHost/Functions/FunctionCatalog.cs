using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Zhiyu.LocalHost.Functions;

/// <summary>
/// Finds the methods that are marked as functions. A method that the Functions host would not run is an error.
/// </summary>
internal static class FunctionCatalog
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] SupportedTriggers =
        [typeof(HttpTriggerAttribute), typeof(QueueTriggerAttribute), typeof(TimerTriggerAttribute)];

    public static IReadOnlyList<LocalFunction> Find(IEnumerable<Type> types, List<string> faults)
    {
        var functions = new SortedDictionary<string, LocalFunction>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.Where(type => !type.IsAbstract).SelectMany(type => type.GetMethods(AnyMethod)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { Name: var name }) continue;
            if (FaultOf(method) is { } fault) faults.Add($"Function '{name}': {fault}");
            else if (!functions.TryAdd(name, Describe(name, method)))
                faults.Add($"Function '{name}': another method has this name too. Give each its own.");
        }

        return [.. functions.Values];
    }

    private static LocalFunction Describe(string name, MethodInfo method)
    {
        var trigger = Triggers(method).Single();
        return new LocalFunction(name, method, trigger, trigger.GetCustomAttribute<TriggerBindingAttribute>()!);
    }

    private static string? FaultOf(MethodInfo method)
    {
        if (!method.ReflectedType!.IsVisible || method.ReflectedType.ContainsGenericParameters)
            return $"its class {method.ReflectedType.Name} is not public or is generic. Make it a plain public class.";
        if (!method.IsPublic || method.IsStatic)
            return "its method is not a public instance method. Make it one.";
        if (Triggers(method).ToList() is not [var trigger])
            return "it needs exactly one parameter with a trigger attribute.";
        if (!trigger.GetCustomAttributes().Any(attribute => SupportedTriggers.Contains(attribute.GetType())))
            return "this host listens to HTTP, queue and timer triggers only, so it would never run.";
        return SendsOutput(method)
            ? "[QueueOutput] and [HttpResult] are not supported by this host. Send with QueueClient."
            : null;
    }

    private static IEnumerable<ParameterInfo> Triggers(MethodInfo method) =>
        method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute)));

    private static bool SendsOutput(MethodInfo method)
    {
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
        return method.IsDefined(typeof(OutputBindingAttribute))
            || result.GetProperties().Any(property => property.IsDefined(typeof(OutputBindingAttribute)));
    }
}
