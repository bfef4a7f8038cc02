using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Moderation;

namespace Zhiyu.Tests.Support;

/// <summary>
/// The program without its host: the services as they are composed, and a pump in place of the queue listeners. Leaving
/// it behind is a crash: nothing is cleaned up but memory.
/// </summary>
internal sealed class ForumProcess : IAsyncDisposable
{
    // A message that a dead process had comes back after it. Short, since each case waits for it; longer than a living
    // process needs for a message on a busy machine.
    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _handling = new(1);
    private readonly ServiceProvider _services;
    private readonly ForumWorld _world;
    private readonly Delivery _delivery;

    public ForumProcess(
        ForumWorld world,
        MortalPolicy policy,
        Delivery? delivery = null)
    {
        _world = world;
        Policy = policy;
        _delivery = delivery ?? (works => works);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(SettingsOf(world))
            .AddInMemoryCollection(world.Settings)
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(world.Time)
            .AddStorage(world.Account, options => options.AddPolicy(policy, HttpPipelinePosition.PerCall))
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            // Read once for the thousands of processes that tests start and kill; it never changes.
            .AddSingleton(Samples.Book)
            .AddSingleton(Options.Create(world.Quotas))
            .Configure<EventOptions>(options =>
            {
                options.GuardDelay = TimeSpan.FromSeconds(1);
                options.FaultDelay = TimeSpan.FromMilliseconds(300);
            })
            .Configure<WebhookOptions>(options => options.GuardDelay = TimeSpan.FromSeconds(1))
            .Configure<ExecutionOptions>(options =>
            {
                // Against the real clock a lease lasts as long as the slowest machine may take.
                options.Lease = TimeSpan.FromSeconds(world.Server is null ? 1 : 20);
                options.WriteReserve = TimeSpan.FromMilliseconds(100);
                options.FirstDeferral = options.LongestDeferral = options.MaxRequeueDelay =
                    TimeSpan.FromMilliseconds(300);
            });
        if (world.Server is null) services.AddModel(world.Model);
        _services = services.BuildServiceProvider();
    }

    public MortalPolicy Policy { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Works until both queues are empty, invisible messages included, or until it dies.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await WorkAsync(cancellationToken)) continue;
            // The poll that waits for invisible messages is the test's own: it must not count as the program's work.
            if (await _world.IsQuietAsync(cancellationToken)) return;
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Works until no message for webhooks is left, invisible ones included, or until it dies.</summary>
    public async Task DrainWebhooksAsync(CancellationToken cancellationToken)
    {
        var (queue, work) = (Get<IWorkQueue<WebhookMessage>>(), Get<WebhookMessageProcessor>());
        var observed = _world.Observer.Get<IWorkQueue<WebhookMessage>>();
        while (await observed.CountAsync(cancellationToken) > 0)
        {
            if (!await PumpAsync(queue, ProcessAsync, cancellationToken))
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        async Task<bool> ProcessAsync(WebhookMessage message, CancellationToken token)
        {
            await work.ProcessAsync(message, token);
            return true;
        }
    }

    /// <summary>Works until something is true, which is asked after each round of messages.</summary>
    public async Task WorkUntilAsync(Func<CancellationToken, Task<bool>> done, CancellationToken cancellationToken)
    {
        while (!await done(cancellationToken))
        {
            if (!await WorkAsync(cancellationToken))
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Does something while no message is being handled, such as letting time pass.</summary>
    public async Task BetweenMessagesAsync(Func<Task> work)
    {
        await _handling.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _handling.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _handling.Dispose();
    }

    /// <returns>False when there was nothing to do.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancellationToken) =>
        await PumpAsync(Get<IWorkQueue<EventMessage>>(), Get<EventMessageProcessor>().AllocateAsync, cancellationToken)
        | await PumpAsync(Get<IWorkQueue<AssignmentMessage>>(), Get<Executor>().ExecuteAsync, cancellationToken);

    private static Dictionary<string, string?> SettingsOf(ForumWorld world) =>
        new()
        {
            ["RUNTIME_ENABLED"] = "true",
            // A slot in twenty-one minutes by day, each of them for a post, whatever the defaults are.
            ["RUNTIME_POST_MAX_PER_DAY"] = "50",
            ["RUNTIME_POST_INTERVAL_MS"] = "120000",
            ["RUNTIME_TAKE_UP_EVERY"] = "0",
            ["LLM_PROVIDER"] = world.Server is null ? "simulated" : "openai-compatible",
            ["LLM_BASE_URL"] = $"{world.Server?.BaseUrl}",
            ["LLM_API_KEY"] = ModelCalls.Key,
            // Where the clock stands still a retry would wait for ever.
            ["LLM_MAX_RETRIES"] = world.Server is null ? "0" : "1",
            ["LLM_RETRY_DELAY_MS"] = "1",
        };

    private async Task<bool> PumpAsync<TMessage, TOutcome>(
        IWorkQueue<TMessage> queue,
        Func<TMessage, CancellationToken, Task<TOutcome>> handle,
        CancellationToken cancellationToken) where TMessage : class
    {
        var received = await queue.ReceiveAsync(8, Invisibility, cancellationToken);
        var works = received.Select(message => (Func<Task>)(async () =>
        {
            await handle(message.Message!, cancellationToken);
            await queue.DeleteAsync(message.Receipt, cancellationToken);
        })).ToList();
        foreach (var work in _delivery(works)) await BetweenMessagesAsync(work);
        return received.Count > 0;
    }
}
