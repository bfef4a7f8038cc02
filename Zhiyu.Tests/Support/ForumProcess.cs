using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage;

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
            .AddInMemoryCollection(
            [
                new("LLM_PROVIDER", "simulated"),
                // The clock stands still here: a retry would wait for ever.
                new("LLM_MAX_RETRIES", "0"),
                new("RUNTIME_ENABLED", "true"),
            ])
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(world.Clock)
            .AddStorage(world.Account, options => options.AddPolicy(policy, HttpPipelinePosition.PerCall))
            .AddRuntime(configuration, Path.Combine(AppContext.BaseDirectory, "prompts"))
            .AddModel(world.Model)
            .AddSingleton(Options.Create(world.Quotas))
            .Configure<EventOptions>(options => options.GuardDelay = TimeSpan.FromSeconds(1))
            .Configure<ExecutionOptions>(options =>
            {
                options.Lease = TimeSpan.FromSeconds(1);
                options.WriteReserve = TimeSpan.FromMilliseconds(100);
            });
        _services = services.BuildServiceProvider();
    }

    public MortalPolicy Policy { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Works until both queues are empty, invisible messages included, or until it dies.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var (events, assignments) = (Get<IWorkQueue<EventMessage>>(), Get<IWorkQueue<AssignmentMessage>>());
        while (true)
        {
            var busy = await PumpAsync(events, Get<Allocator>().AllocateAsync, cancellationToken)
                | await PumpAsync(assignments, Get<Executor>().ExecuteAsync, cancellationToken);
            if (busy) continue;
            // The poll that waits for invisible messages is the test's own: it must not count as the program's work.
            if (await _world.IsQuietAsync(cancellationToken)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
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
