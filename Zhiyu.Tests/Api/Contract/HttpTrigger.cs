using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>A function that answers HTTP, as its attributes say.</summary>
internal sealed record HttpTrigger(string Name, string Method, string Path)
{
    /// <summary>All of the API; one entry for each method, and none for HEAD, which is as GET.</summary>
    public static IReadOnlyList<HttpTrigger> All { get; } =
    [
        .. from type in typeof(ZhiyuApp).Assembly.GetTypes()
           from function in type.GetMethods()
           let name = function.GetCustomAttribute<FunctionAttribute>()?.Name
           where name is not null
           from parameter in function.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger?.Route?.StartsWith("v1/", StringComparison.Ordinal) == true
               && !trigger.Route.Contains("{*", StringComparison.Ordinal)
           from method in trigger.Methods ?? []
           where method != "head"
           select new HttpTrigger(name, method.ToUpperInvariant(), $"/{trigger.Route}"),
    ];
}
