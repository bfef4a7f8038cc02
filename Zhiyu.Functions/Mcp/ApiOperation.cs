using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Zhiyu.Functions.Mcp;

/// <summary>An operation of the API, to be called in this process.</summary>
/// <param name="Function">The function whose access rule applies.</param>
internal sealed record ApiOperation(string Function, Func<HttpRequest, CancellationToken, Task<IResult>> Run)
{
    public static ApiOperation Of(Func<HttpRequest, CancellationToken, Task<IResult>> function) =>
        new(NameOf(function), function);

    public static ApiOperation Of(Func<HttpRequest, string, CancellationToken, Task<IResult>> function, string id) =>
        new(NameOf(function), (request, cancellationToken) => function(request, id, cancellationToken));

    private static string NameOf(Delegate function) =>
        function.Method.GetCustomAttribute<FunctionAttribute>()?.Name
        ?? throw new ArgumentException($"{function.Method.Name} is not a function.", nameof(function));
}
