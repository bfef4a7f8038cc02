using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Mcp;

/// <summary>A call of a tool, which reads by operations of the API.</summary>
internal sealed record ToolCall(
    ApiCaller Api,
    HttpContext HttpContext,
    ToolArguments Arguments,
    PublicAddress Address,
    CancellationToken CancellationToken)
{
    /// <summary>Makes a function's class, as the worker does for each call.</summary>
    public T Functions<T>() where T : class => ActivatorUtilities.CreateInstance<T>(HttpContext.RequestServices);

    /// <summary>Reads by an operation whose query has all arguments of the call but the id.</summary>
    public Task<ApiAnswer> ReadAsync(ApiOperation operation) => ReadAsync(operation, Arguments.Query);

    public Task<ApiAnswer> ReadAsync(ApiOperation operation, IReadOnlyDictionary<string, string> query) =>
        Api.CallAsync(operation, query, HttpContext, CancellationToken);
}
