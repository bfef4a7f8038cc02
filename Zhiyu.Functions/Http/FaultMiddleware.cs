using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.Functions.Http;

/// <summary>Responds when a function throws; without it the caller would get a 500 with an empty body.</summary>
internal sealed class FaultMiddleware(FaultAnswer answer) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (context.GetHttpContext() is { Response.HasStarted: false })
        {
            await answer.WriteAsync(context.GetHttpContext()!, fault);
        }
    }
}
