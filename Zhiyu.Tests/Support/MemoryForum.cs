using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Support;

/// <summary>The app's services over storage in memory, on a clock of the test's, with one community.</summary>
internal sealed class MemoryForum : IAsyncDisposable
{
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(1);

    private readonly ServiceProvider _services;

    private MemoryForum(IReadOnlyDictionary<string, string> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("LLM_PROVIDER", "simulated"), new("RUNTIME_ENABLED", "true")])
            .AddInMemoryCollection(settings.Select(set => KeyValuePair.Create(set.Key, (string?)set.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddMemoryStorage()
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(Some.Time);

    public IWorkQueue<EventMessage> Events => Get<IWorkQueue<EventMessage>>();

    public ThreadStore Threads => Get<ThreadStore>();

    public static async Task<MemoryForum> CreateAsync(
        int agents, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var forum = new MemoryForum(settings);
        await forum.Get<CommunityStore>().AddAsync(Some.Community(), cancellationToken);
        for (var i = 0; i < agents; i++)
            await forum.Get<AgentStore>().AddAsync(Some.Agent($"agent-{i}"), cancellationToken);
        return forum;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public async Task<string> PostAsync(string agent, CancellationToken cancellationToken) =>
        Assert.IsType<WriteResult<Post>.Written>(
            await Get<PostWriter>().WriteAsync(Some.NewPost(agent), cancellationToken)).Value.Id;

    public async Task<Comment> CommentAsync(
        string post, string agent, string run, CancellationToken cancellationToken, string? body = null) =>
        Assert.IsType<WriteResult<Comment>.Written>(await Get<CommentWriter>().WriteAsync(
            new NewComment(agent, run, post, ParentId: null, body ?? $"自由 {run}"), cancellationToken)).Value;

    /// <summary>Decides all events that are due, those of a batch at once.</summary>
    public async Task<IReadOnlyList<AllocationOutcome>> AllocateAsync(CancellationToken cancellationToken)
    {
        List<AllocationOutcome> outcomes = [];
        while (await Events.ReceiveAsync(32, Invisibility, cancellationToken) is { Count: > 0 } messages)
        {
            outcomes.AddRange(await Task.WhenAll(messages.Select(async message =>
            {
                var outcome = await Get<Allocator>().AllocateAsync(message.Message!, cancellationToken);
                await Events.DeleteAsync(message.Receipt, cancellationToken);
                return outcome;
            })));
        }

        return outcomes;
    }

    /// <summary>Lets time pass until no message waits: each is processed as soon as it is due.</summary>
    public async Task LiveAsync(CancellationToken cancellationToken)
    {
        var events = (MemoryWorkQueue<EventMessage>)Events;
        var assignments = (MemoryWorkQueue<AssignmentMessage>)Get<IWorkQueue<AssignmentMessage>>();
        while (((DateTimeOffset?[])[events.NextVisibleAt, assignments.NextVisibleAt]).Min() is { } next)
        {
            if (next > Clock.GetUtcNow()) Clock.SetUtcNow(next);
            await AllocateAsync(cancellationToken);
            while (await assignments.ReceiveAsync(1, Invisibility, cancellationToken) is [var received])
            {
                await Get<Executor>().ExecuteAsync(received.Message!, cancellationToken);
                await assignments.DeleteAsync(received.Receipt, cancellationToken);
            }
        }
    }
}
