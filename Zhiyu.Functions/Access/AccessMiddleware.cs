using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.Functions.Access;

/// <summary>Runs an HTTP function only if its caller may call it.</summary>
internal sealed class AccessMiddleware(AccessCheck accessCheck) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } httpContext
            || await accessCheck.AdmitAsync(httpContext, context.FunctionDefinition.Name, context.CancellationToken))
            await next(context);
    }
}
