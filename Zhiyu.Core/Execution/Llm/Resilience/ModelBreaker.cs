using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Zhiyu.Core.Execution.Llm.Catalog;

namespace Zhiyu.Core.Execution.Llm.Resilience;

/// <summary>Leaves a model alone for a while when most of its tries fail, then lets one through to see.</summary>
internal sealed class ModelBreaker
{
    private const double FailureRatio = 0.5;
    private const int MostDoublings = 4;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _time;
    private long _openUntil;

    public ModelBreaker(ModelRoute route, LlmOptions options, TimeProvider time, ILogger logger)
    {
        _time = time;
        BreakTime = TimeSpan.FromSeconds(options.BreakerSeconds);
        Pipeline = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                FailureRatio = FailureRatio,
                SamplingDuration = Sampling,
                MinimumThroughput = options.BreakerCalls,
                // A probe may cost as much as a call: the longer it lasts, the rarer they are.
                BreakDurationGenerator = args => ValueTask.FromResult(
                    BreakTime * Math.Pow(2, Math.Min(args.HalfOpenAttempts, MostDoublings))),
                StateProvider = _state,
                ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome.Exception)),
                OnOpened = args =>
                {
                    Interlocked.Exchange(ref _openUntil, (time.GetUtcNow() + args.BreakDuration).UtcTicks);
                    Log.Opened(logger, route, args.BreakDuration.TotalSeconds);
                    return default;
                },
                OnClosed = _ =>
                {
                    Interlocked.Exchange(ref _openUntil, 0);
                    Log.Closed(logger, route);
                    return default;
                },
            })
            .Build();
    }

    public ResiliencePipeline<ChatResponse> Pipeline { get; }

    public TimeSpan BreakTime { get; }

    /// <summary>For how long no call goes through; null when the next one does.</summary>
    public TimeSpan? Pause
    {
        get
        {
            var left = TimeSpan.FromTicks(Interlocked.Read(ref _openUntil) - _time.GetUtcNow().UtcTicks);
            return left > TimeSpan.Zero ? left : null;
        }
    }

    // What the caller breaks off says nothing of the model, but must not pass for a probe that went well.
    private bool IsFailure(Exception? fault) => fault switch
    {
        LlmException refused => refused.Fault == LlmFault.Transient,
        OperationCanceledException =>
            !CallProgress.Current.IsAbandoned || _state.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };
}
