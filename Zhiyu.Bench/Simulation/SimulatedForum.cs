using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Storage.Memory;

namespace Zhiyu.Bench.Simulation;

/// <summary>
/// A forum on virtual time: the app's services with stores in memory. Messages are processed one by one in the order in
/// which they become visible, and the clock moves from one to the next, so the same plan gives the same forum.
/// </summary>
/// <remarks>
/// Uses the app's default settings, except those of the plan. The model answers without latency, because virtual time
/// passes only while waiting.
/// </remarks>
internal sealed class SimulatedForum : IAsyncDisposable
{
    /// <summary>Midnight UTC, when the days of the budgets begin.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new(Start);
    private readonly ServiceProvider _services;

    /// <param name="model">In place of the simulated one; null for that.</param>
    public SimulatedForum(SimulationPlan plan, IChatClient? model = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(SettingsOf(plan))
            .AddInMemoryCollection(plan.Settings.Select(set => KeyValuePair.Create(set.Key, (string?)set.Value)))
            .Build();
#pragma warning disable RS0030, CA5394 // Composition seeds the source.
        var random = new Random(plan.Seed);
#pragma warning restore RS0030, CA5394
        Random = random;
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(random)
            .AddMemoryStorage()
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"));
        if (model is not null) services.AddSingleton<Func<ModelRoute, IChatClient>>(_ => model);
        _services = services.BuildServiceProvider();
    }

    private Random Random { get; }

    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="model">Answers in place of the simulated model.</param>
    /// <param name="atEnd">Looks at the forum's services before they are gone.</param>
    public static async Task<SimulationReport> RunAsync(
        SimulationPlan plan,
        CancellationToken cancellationToken,
        IChatClient? model = null,
        Func<IServiceProvider, Chronicle, Task>? atEnd = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var forum = new SimulatedForum(plan, model);
        var communities = await forum.PeopleAsync(plan, cancellationToken);
        var chronicle = new Chronicle();
        await forum.LiveAsync(Start.AddHours(plan.Hours), chronicle, cancellationToken);
        if (atEnd is not null) await atEnd(forum._services, chronicle);
        var reporter = new Reporter(forum._services, chronicle, communities, forum._clock.GetUtcNow());
        return await reporter.ReportAsync(
            plan, TimeProvider.System.GetElapsedTime(started), cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<IReadOnlyList<Community>> PeopleAsync(
        SimulationPlan plan, CancellationToken cancellationToken)
    {
        var crowd = new Crowd(SeedData.In("zh"), Random, Start);
        var communities = crowd.Communities(plan.Agents);
        foreach (var community in communities)
            await Get<CommunityStore>().AddAsync(community, cancellationToken);
        foreach (var agent in crowd.Agents(plan.Agents, communities))
            await Get<AgentStore>().AddAsync(agent, cancellationToken);
        return communities;
    }

    /// <summary>Lets time pass to the end; can be called again with a later one.</summary>
    public async Task LiveAsync(DateTimeOffset end, Chronicle chronicle, CancellationToken cancellationToken)
    {
        var events = (MemoryWorkQueue<EventMessage>)Get<IWorkQueue<EventMessage>>();
        var assignments = (MemoryWorkQueue<AssignmentMessage>)Get<IWorkQueue<AssignmentMessage>>();
        for (var round = _clock.GetUtcNow(); _clock.GetUtcNow() < end;)
        {
            await WorkAsync(
                events,
                async message => chronicle.Add(await Get<Allocator>().AllocateAsync(message, cancellationToken)),
                cancellationToken);
            await WorkAsync(
                assignments,
                async message => chronicle.Add(await Get<Executor>().ExecuteAsync(message, cancellationToken)),
                cancellationToken);
            if (_clock.GetUtcNow() >= round)
            {
                await Get<RuntimeLoop>().RunAsync(cancellationToken);
                chronicle.Rounds++;
                round += Round;
            }

            var next = Earliest(round, events.NextVisibleAt, assignments.NextVisibleAt);
            if (next > _clock.GetUtcNow()) _clock.SetUtcNow(next);
        }
    }

    private static async Task WorkAsync<TMessage>(
        MemoryWorkQueue<TMessage> queue, Func<TMessage, Task> handle, CancellationToken cancellationToken)
        where TMessage : class
    {
        while (await queue.ReceiveAsync(1, Invisibility, cancellationToken) is [var received])
        {
            await handle(received.Message!);
            await queue.DeleteAsync(received.Receipt, cancellationToken);
        }
    }

    private static DateTimeOffset Earliest(DateTimeOffset round, params ReadOnlySpan<DateTimeOffset?> others)
    {
        foreach (var other in others)
            if (other < round) round = other.Value;
        return round;
    }

    private static Dictionary<string, string?> SettingsOf(SimulationPlan plan) => new()
    {
        ["RUNTIME_ENABLED"] = "true",
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_SIMULATED_SEED"] = $"{plan.Seed}",
        ["LLM_SIMULATED_MIN_MS"] = "0",
        ["LLM_SIMULATED_MAX_MS"] = "0",
    };
}
