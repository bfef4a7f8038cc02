using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.Resilience;

/// <summary>
/// Retries transient faults while the deadline, the budgets, the run's limits and the breaker allow it.
/// </summary>
internal sealed class ResilientChatClient : CallDecorator
{
    private readonly ModelRoute _route;
    private readonly ModelBreaker _breaker;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<ChatResponse> _retries;

    public ResilientChatClient(IChatClient inner, ModelRoute route, ModelBreaker breaker, LlmOptions options,
        TimeProvider time, Random random, ILogger logger) : base(inner)
    {
        (_route, _breaker, _logger) = (route, breaker, logger);
        var builder = new ResiliencePipelineBuilder<ChatResponse> { TimeProvider = time };
        if (options.MaxRetries > 0) builder.AddRetry(Retries(options, random));
        _retries = builder.Build();
    }

    protected override async Task<ChatResponse> CallAsync(
        IReadOnlyCollection<ChatMessage> messages, RunChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await _retries.ExecuteAsync(
                options.Call,
                token => _breaker.TryAsync(options.Call, inner => NextAsync(messages, options, inner), token),
                cancellationToken);
        }
        catch (LlmException fault)
        {
            if (fault.RetryAfter is { } retryAfter) _breaker.PauseFor(retryAfter);
            // The fault of this call says more than the fact that it opened the breaker.
            if (_breaker.Pause is { } pause && !(pause <= fault.RetryAfter)) fault.RetryAfter = pause;
            throw;
        }
        catch (BrokenCircuitException open)
        {
            throw new LlmException(LlmFault.Transient,
                $"{_route} is not called for now: the breaker is open, because the last calls failed.", inner: open)
            {
                RetryAfter = _breaker.Pause ?? _breaker.BreakTime,
            };
        }
    }

    private RetryStrategyOptions<ChatResponse> Retries(LlmOptions options, Random random) => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
#pragma warning disable CA5394 // Jitter for retries; not security-relevant.
        Randomizer = random.NextDouble,
#pragma warning restore CA5394
        ShouldHandle = args => ValueTask.FromResult(
            args.Outcome.Exception is LlmException { Fault: not LlmFault.Permanent, IsForLater: false }),
        DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as LlmException)?.RetryAfter),
        // Called only when a retry follows, so that no budget is reserved for a retry that is never made.
        OnRetry = args => CheckRetryAsync((LlmException)args.Outcome.Exception!, args.RetryDelay, args.Context),
    };

    private async ValueTask CheckRetryAsync(LlmException fault, TimeSpan delay, ResilienceContext context)
    {
        var call = context.Call();
        var mayRetry = _breaker.Pause is null && delay < call.Left
            && call.Unanswered < call.MostUnanswered
            && (!fault.MayHaveCost || await call.MayRepeatAsync(context.CancellationToken));
        if (!mayRetry) ExceptionDispatchInfo.Throw(fault);
        Log.Retries(_logger, _route, call.RunId, fault.Message, delay.TotalMilliseconds);
    }
}
