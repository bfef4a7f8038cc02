using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Execution.Models.OpenAi;
using Zhiyu.Core.Execution.Models.Resilience;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Execution.Models;

/// <summary>Composes and caches the client of each model route, with its circuit breaker.</summary>
/// <param name="provider">Creates the client of the provider.</param>
/// <param name="budget">Adds the decorator that reserves the budget before a call.</param>
public sealed class ModelClients(
    IOptions<LlmOptions> options,
    Func<ModelRoute, IChatClient> provider,
    Func<IChatClient, ModelRoute, IChatClient> budget,
    TokenCounter counter,
    ModelHealthBoard health,
    TimeProvider time,
    Random random,
    IOptions<TelemetryOptions> telemetryOptions,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<ModelRoute, Lazy<IChatClient>> _clients = new();
    private readonly ConcurrentDictionary<(string, string, string), Lazy<ModelBreaker>> _breakers = new();
    private readonly ILogger _logger = loggers.CreateLogger<ModelClients>();
    private readonly Lock _wakeLock = new();
    private DateTimeOffset _wokenAt = DateTimeOffset.MinValue;

    public IChatClient For(ModelRoute route) => _clients
        .GetOrAdd(route with { Warning = null }, key => new Lazy<IChatClient>(() => Compose(key)))
        .Value;

    /// <summary>How long calls of a model are refused by its breaker; null when the next call goes through.</summary>
    public TimeSpan? PauseOf(ModelRoute route) => BreakerOf(route).Pause;

    /// <summary>Closes all breakers when a caller knows that the models are back; once for each time stamp.</summary>
    public async Task WakeAsync(DateTimeOffset at)
    {
        lock (_wakeLock)
        {
            if (at <= _wokenAt) return;
            _wokenAt = at;
        }

        foreach (var breaker in _breakers.Values) await breaker.Value.WakeAsync();
        health.Wake();
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated)) client.Value.Dispose();
    }

    /// <summary>The most tokens that an answer may have, including reasoning.</summary>
    public int AnswerLimitOf(ModelRoute route)
    {
        if (For(route).GetService<ModelCapabilities>() is not { NeedsRoom: true }) return options.Value.MaxTokens;
        var room = Math.Min(options.Value.ThinkingTokens, (route.ContextWindow ?? int.MaxValue) / 4);
        return options.Value.MaxTokens + room;
    }

    /// <summary>A call passes these decorators from top to bottom, its answer from bottom to top.</summary>
    private IChatClient Compose(ModelRoute route) => new ChatClientBuilder(provider(route))
        .ConfigureOptions(chatOptions =>
        {
            chatOptions.ModelId = route.Model;
            chatOptions.MaxOutputTokens ??= AnswerLimitOf(route);
            chatOptions.Temperature ??= route.Temperature;
        })
        .UseOpenTelemetry(
            loggers, ForumMeter.Models, spans => spans.EnableSensitiveData = telemetryOptions.Value.Content)
        .Use(inner => budget(inner, route))
        .Use(inner => new HealthChatClient(inner, route, BreakerOf(route), health))
        .Use(inner => new DeadlineChatClient(
            inner, route, TimeSpan.FromMilliseconds(options.Value.TimeoutMs), time))
        .Use(inner => new ResilientChatClient(
            inner, route, BreakerOf(route), options.Value, time, random, _logger))
        .Use(inner => new AdaptingChatClient(inner, route, _logger))
        .Use(inner => new UsageChatClient(inner, route, counter, _logger))
        .Use(inner => new UsableAnswerChatClient(inner, route))
        .Build();

    // One breaker for each model of a server, even if routes differ in other fields.
    private ModelBreaker BreakerOf(ModelRoute route) => _breakers
        .GetOrAdd((route.Provider, route.BaseUrl, route.Model), _ => new Lazy<ModelBreaker>(
            () => new ModelBreaker(route, options.Value, time, _logger)))
        .Value;
}
