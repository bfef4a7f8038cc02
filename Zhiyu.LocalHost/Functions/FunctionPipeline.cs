using Microsoft.Azure.Functions.Worker.Middleware;

namespace Zhiyu.LocalHost.Functions;

/// <summary>The app's middleware, which wraps each function call.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) =>
        _middleware.Add(middleware);

    public FunctionExecutionDelegate Wrap(FunctionExecutionDelegate call) =>
        Enumerable.Reverse(_middleware).Aggregate(call, (next, middleware) => middleware(next));
}
