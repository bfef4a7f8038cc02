using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>Where callers come to: finds the function and forwards to the worker, which is told to run it.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private const string InvocationHeader = "x-ms-invocation-id";

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    private readonly ForwarderRequestConfig _forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };
    private readonly IHttpForwarder _forwarder;
    private readonly Invoker _invoker;
    private readonly string _worker;

    private HttpFront(Uri worker, Invoker invoker, IEnumerable<WorkerFunction> functions, string prefix)
    {
        (_worker, _invoker) = ($"{worker}", invoker);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddHttpForwarder();
        _app = builder.Build();
        _forwarder = _app.Services.GetRequiredService<IHttpForwarder>();

        // Tried in this order, whatever is more precise; what fits none is 404, a wrong method included.
        var routes = new RouteBuilder(_app);
        foreach (var function in HttpRules.Served(functions)) routes.Routes.Add(RouteOf(function, prefix));
        _app.UseRouter(routes.Build());
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<HttpFront> StartAsync(
        Uri worker, Invoker invoker, IEnumerable<WorkerFunction> functions, string prefix)
    {
        var front = new HttpFront(worker, invoker, functions, prefix);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private Route RouteOf(WorkerFunction function, string prefix) => new(
        new RouteHandler(http => ServeAsync(http, function)),
        function.Name,
        $"{prefix}/{function.Route}".Trim('/'),
        defaults: null,
        constraints: function.Methods.Length == 0
            ? null
            : new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(function.Methods) },
        dataTokens: null,
        _app.Services.GetRequiredService<IInlineConstraintResolver>());

    private async Task ServeAsync(HttpContext http, WorkerFunction function)
    {
        using var activity = StartActivity(http.Request.Headers);
        var id = RandomId.New();
        http.Request.Headers[InvocationHeader] = id;
        var values = http.GetRouteData().Values
            .Where(value => value.Value is not null)
            .Select(value => KeyValuePair.Create(value.Key, $"{value.Value}"));
        var running = _invoker.InvokeAsync(
            id, function, new TypedData { Http = new RpcHttp() }, values, http.RequestAborted);
        await _forwarder.SendAsync(http, _worker, _client, _forwarding);
        // The caller has its answer before the host hears that the function ended.
        await running;
    }

    /// <summary>A span of the host, in the caller's trace; the worker gets it by gRPC and by HTTP.</summary>
    private static Activity StartActivity(IHeaderDictionary headers)
    {
        var activity = new Activity("request");
        if (ActivityContext.TryParse(headers.TraceParent, headers.TraceState, out var caller))
        {
            activity.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
            activity.TraceStateString = caller.TraceState;
        }

        return activity.Start();
    }
}
