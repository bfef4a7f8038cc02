using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.Functions.Http;

/// <summary>Runs an HTTP function in the activity of its request, so that it continues the caller's trace.</summary>
/// <remarks>The worker runs functions outside the request pipeline, where the current activity is different.</remarks>
internal sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext()?.Features.Get<IHttpActivityFeature>() is { } request)
            Activity.Current = request.Activity;
        await next(context);
    }
}
