using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.Functions.Access;

/// <summary>Lets no request come to a function that is not for its caller.</summary>
internal sealed class AccessMiddleware(AccessCheck gate) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } httpContext
            || await gate.AdmitAsync(httpContext, context.FunctionDefinition.Name, context.CancellationToken))
            await next(context);
    }
}
