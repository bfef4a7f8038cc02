using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.LocalHost.Functions;

/// <summary>The app's middleware around the call of a function.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) =>
        _middleware.Add(middleware);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate call) =>
        Enumerable.Reverse(_middleware).Aggregate(call, (next, middleware) => middleware(next));
}
