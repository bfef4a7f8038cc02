using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>
/// Circuit breaker of a model. Opens when most tries fail, when answers have the same flaw three times without a usable
/// one in between, and when the provider asks to wait; then lets one probe through.
/// </summary>
internal sealed class ModelBreaker
{
    /// <summary>How many answers with the same flaw are paid for before the breaker opens.</summary>
    public const int MaxFlaws = 3;

    private const double FailureRatio = 0.5;
    private const int MaxDoublings = 4;
    private static readonly TimeSpan SamplingPeriod = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<AnswerFlaw, int> _flaws = [];
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly CircuitBreakerManualControl _control = new();
    private readonly ResiliencePipeline<ChatResponse> _circuit;
    private readonly ModelRoute _route;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _openUntil;
    private DateTimeOffset _pausedUntil;
    private int _pauses;

    public ModelBreaker(ModelRoute route, LlmOptions options, TimeProvider time, ILogger logger)
    {
        (_route, _time, _logger) = (route, time, logger);
        BreakTime = options.BreakTime;
        _circuit = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                FailureRatio = FailureRatio,
                SamplingDuration = SamplingPeriod,
                MinimumThroughput = options.BreakerCalls,
                BreakDurationGenerator = args => ValueTask.FromResult(BreakTimeAfter(args.HalfOpenAttempts)),
                StateProvider = _state,
                ManualControl = _control,
                ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome.Exception, args.Context.Call())),
                OnOpened = args =>
                {
                    Interlocked.Exchange(ref _openUntil, (time.GetUtcNow() + args.BreakDuration).UtcTicks);
                    Log.Opened(logger, route, args.BreakDuration.TotalSeconds, "most of its last calls failed");
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

    public TimeSpan BreakTime { get; }

    /// <summary>How long no call goes through; null when the next one does.</summary>
    public TimeSpan? Pause
    {
        get
        {
            lock (_lock)
            {
                var until = Math.Max(Interlocked.Read(ref _openUntil), _pausedUntil.UtcTicks);
                var left = TimeSpan.FromTicks(until - _time.GetUtcNow().UtcTicks);
                return left > TimeSpan.Zero ? left : null;
            }
        }
    }

    /// <exception cref="BrokenCircuitException">The breaker is open; no call was made.</exception>
    public async Task<ChatResponse> TryAsync(ModelCall call,
        Func<CancellationToken, Task<ChatResponse>> next, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            var answer = await _circuit.ExecuteAsync(call, next, cancellationToken);
            Answered();
            return answer;
        }
        catch (LlmException fault) when (fault.Flaw is { } flaw)
        {
            Count(flaw);
            throw;
        }
    }

    /// <summary>Opens the breaker for as long as the provider asks.</summary>
    public void PauseFor(TimeSpan duration)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + (duration < RetryAfter.Longest ? duration : RetryAfter.Longest);
            if (until <= _pausedUntil) return;
            _pausedUntil = until;
            Log.Paused(_logger, _route, duration.TotalSeconds);
        }
    }

    /// <summary>Closes the breaker, whatever opened it.</summary>
    public Task WakeAsync()
    {
        lock (_lock)
        {
            _flaws.Clear();
            (_pauses, _pausedUntil) = (0, default);
            Interlocked.Exchange(ref _openUntil, 0);
        }

        return _control.CloseAsync();
    }

    // A probe may cost as much as a call: the longer the outage, the rarer the probes.
    private TimeSpan BreakTimeAfter(int times) => BreakTime * Math.Pow(2, Math.Min(times, MaxDoublings));

    private void Enter()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (now < _pausedUntil) throw new BrokenCircuitException("The circuit breaker of the model is open.");
            // One probe tests whether the answers are usable again; other calls wait for its result.
            if (_pauses > 0) _pausedUntil = now + BreakTime;
        }
    }

    private void Answered()
    {
        lock (_lock)
        {
            if (_pauses > 0) Log.Closed(_logger, _route);
            _flaws.Clear();
            (_pauses, _pausedUntil) = (0, default);
        }
    }

    private void Count(AnswerFlaw flaw)
    {
        lock (_lock)
        {
            var times = _flaws[flaw] = _flaws.GetValueOrDefault(flaw) + 1;
            if (times < MaxFlaws) return;
            var pause = BreakTimeAfter(_pauses++);
            _pausedUntil = _time.GetUtcNow() + pause;
            Log.Opened(_logger, _route, pause.TotalSeconds, "its answers had the same flaw again and again");
        }
    }

    // A cancellation by the caller says nothing about the model, but must not count as a successful probe.
    private bool IsFailure(Exception? fault, ModelCall call) => fault switch
    {
        LlmException { Fault: LlmFault.Permanent } => false,
        LlmException or OperationCanceledException =>
            !call.IsAbandoned || _state.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };
}
