using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;
using Zhiyu.LocalHost.Queues;

namespace Zhiyu.LocalHost.Http;

/// <summary>Runs the function whose route matches the request.</summary>
internal sealed class HttpFunctions(
    HttpRoutes routes, FunctionInvoker invoker, FunctionSwitch functionSwitch, QueueBell bell, StopSignals stop,
    ILogger<HttpFunctions> logger)
{
    // The key that GetHttpContext() of the worker's ASP.NET Core extension uses.
    private const string HttpContextKey = "HttpRequestContext";

    public async Task HandleAsync(HttpContext http)
    {
        if (routes.Match(http) is not { } match || functionSwitch.IsOff(match.Route.Function))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stop.Functions);
        try
        {
            await InvokeAsync(http, match.Route.Function, match.Values, cancellation.Token);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception exception)
        {
            Log.Unhandled(logger, exception, match.Route.Function.Name);
            Fail(http);
        }
    }

    private async Task InvokeAsync(
        HttpContext http, LocalFunction function, RouteValueDictionary values, CancellationToken cancellationToken)
    {
        var context = new LocalFunctionContext(function, http.RequestServices, values, cancellationToken);
        context.Items[HttpContextKey] = http;
        http.Request.RouteValues = values;
        var result = await invoker.InvokeAsync(
            context, function, parameter => HttpArguments.Bind(parameter, http.Request, values));
        if (!HttpMethods.IsGet(http.Request.Method)) bell.Ring(function);
        // Any other result is an empty 200, as in the Functions worker.
        if (result is IResult typed) await typed.ExecuteAsync(http);
        else if (result is IActionResult action)
            await action.ExecuteResultAsync(new ActionContext(http, new RouteData(values), new ActionDescriptor()));
    }

    private static void Fail(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            // Aborts the connection, so that the client sees that the response is incomplete.
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
