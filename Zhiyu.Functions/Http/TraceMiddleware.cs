using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.Functions.Http;

/// <summary>Runs an HTTP function within its request's activity: the caller's trace goes on in what it does.</summary>
/// <remarks>The worker runs functions beside the requests: there the current activity is not the request's.</remarks>
internal sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext()?.Features.Get<IHttpActivityFeature>() is { } request)
            Activity.Current = request.Activity;
        await next(context);
    }
}
