using Microsoft.Extensions.AI;
using Polly;
using Zhiyu.Core.Execution.Models.Calls;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>Carries a call through a pipeline of Polly to its callbacks.</summary>
internal static class CallContext
{
    private static readonly ResiliencePropertyKey<ModelCall> Key = new("call");

    public static async Task<ChatResponse> ExecuteAsync(this ResiliencePipeline<ChatResponse> pipeline,
        ModelCall call, Func<CancellationToken, Task<ChatResponse>> next, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Key, call);
        try
        {
            return await pipeline.ExecuteAsync(async inner => await next(inner.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public static ModelCall Call(this ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
