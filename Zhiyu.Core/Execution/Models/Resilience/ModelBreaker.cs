using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.OpenAi;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>
/// Leaves a model alone for a while when most of its tries fail, when its answers have the same flaw three times
/// without a good one between, and when it asks for it; then lets one try through to see.
/// </summary>
internal sealed class ModelBreaker
{
    /// <summary>How often the same flaw is paid for before it is taken for the model's.</summary>
    public const int MostOfAFlaw = 3;

    private const double FailureRatio = 0.5;
    private const int MostDoublings = 4;
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    private readonly Lock _turn = new();
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
        BreakTime = TimeSpan.FromSeconds(options.BreakerSeconds);
        _circuit = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ChatResponse>
            {
                FailureRatio = FailureRatio,
                SamplingDuration = Sampling,
                MinimumThroughput = options.BreakerCalls,
                BreakDurationGenerator = args => ValueTask.FromResult(Longer(args.HalfOpenAttempts)),
                StateProvider = _state,
                ManualControl = _control,
                ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome.Exception)),
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

    /// <summary>For how long no call goes through; null when the next one does.</summary>
    public TimeSpan? Pause
    {
        get
        {
            lock (_turn)
            {
                var until = Math.Max(Interlocked.Read(ref _openUntil), _pausedUntil.UtcTicks);
                var left = TimeSpan.FromTicks(until - _time.GetUtcNow().UtcTicks);
                return left > TimeSpan.Zero ? left : null;
            }
        }
    }

    /// <exception cref="BrokenCircuitException">The model is left alone; nothing was tried.</exception>
    public async ValueTask<ChatResponse> TryAsync(
        Func<CancellationToken, Task<ChatResponse>> tried, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            var answer = await _circuit.ExecuteAsync(async token => await tried(token), cancellationToken);
            Answered();
            return answer;
        }
        catch (LlmException fault) when (fault.Flaw is { } flaw)
        {
            Count(flaw);
            throw;
        }
    }

    /// <summary>Lets no call through for as long as the model asks for.</summary>
    public void LeaveAlone(TimeSpan asked)
    {
        lock (_turn)
        {
            var until = _time.GetUtcNow() + (asked < RetryAfter.Longest ? asked : RetryAfter.Longest);
            if (until <= _pausedUntil) return;
            _pausedUntil = until;
            Log.Paused(_logger, _route, asked.TotalSeconds);
        }
    }

    /// <summary>Lets calls through again, whatever kept them.</summary>
    public Task WakeAsync()
    {
        lock (_turn)
        {
            _flaws.Clear();
            (_pauses, _pausedUntil) = (0, default);
            Interlocked.Exchange(ref _openUntil, 0);
        }

        return _control.CloseAsync();
    }

    // A probe may cost as much as a call: the longer it lasts, the rarer they are.
    private TimeSpan Longer(int times) => BreakTime * Math.Pow(2, Math.Min(times, MostDoublings));

    private void Enter()
    {
        lock (_turn)
        {
            var now = _time.GetUtcNow();
            if (now < _pausedUntil) throw new BrokenCircuitException("The model is left alone.");
            // One try finds out whether its answers are good again; others wait for what it finds.
            if (_pauses > 0) _pausedUntil = now + BreakTime;
        }
    }

    private void Answered()
    {
        lock (_turn)
        {
            if (_pauses > 0) Log.Closed(_logger, _route);
            _flaws.Clear();
            (_pauses, _pausedUntil) = (0, default);
        }
    }

    private void Count(AnswerFlaw flaw)
    {
        lock (_turn)
        {
            var times = _flaws[flaw] = _flaws.GetValueOrDefault(flaw) + 1;
            if (times < MostOfAFlaw) return;
            var pause = Longer(_pauses++);
            _pausedUntil = _time.GetUtcNow() + pause;
            Log.Opened(_logger, _route, pause.TotalSeconds, "its answers had the same flaw again and again");
        }
    }

    // What the caller breaks off says nothing of the model, but must not pass for a probe that went well.
    private bool IsFailure(Exception? fault) => fault switch
    {
        LlmException { Fault: LlmFault.Permanent } => false,
        LlmException or OperationCanceledException =>
            !CallProgress.Current.IsAbandoned || _state.CircuitState == CircuitState.HalfOpen,
        _ => false,
    };
}
