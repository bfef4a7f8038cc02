using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>A thread that all agents want to speak in, decided by several instances at once.</summary>
public sealed class HotThreadTests : IAsyncLifetime
{
    private const int Agents = 100;

    private readonly FakeTimeProvider _clock = new(Some.Time);
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("LLM_PROVIDER", "simulated"), new("RUNTIME_ENABLED", "true")])
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(_clock)
            .AddMemoryStorage()
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            .BuildServiceProvider();
        await Get<CommunityStore>().AddAsync(Some.Community(), Token);
        for (var i = 0; i < Agents; i++) await Get<AgentStore>().AddAsync(Some.Agent($"agent-{i}"), Token);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Fifty_events_at_once_stay_within_the_windows_and_the_thread_revives_when_they_slide()
    {
        var post = await PostAsync();
        List<int> called = [];
        for (var halfHour = 0; halfHour < 50; halfHour++)
        {
            for (var i = 0; i < 50; i++) await CommentAsync(post, $"agent-{i}", $"{halfHour}-{i}");
            called.Add(await AllocateAllAsync());
            _clock.Advance(TimeSpan.FromMinutes(31));
        }

        // Eight, eight, four, and no more until the first ones are a day old; then as many again.
        Assert.Equal([8, 8, 4, 0], called[..4]);
        Assert.Equal(20, called[..46].Sum());
        Assert.Equal([8, 8, 4], called[46..].Where(count => count > 0).Take(3));
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private async Task<int> AllocateAllAsync()
    {
        var (events, allocator, called) = (Get<IWorkQueue<EventMessage>>(), Get<Allocator>(), 0);
        while (await events.ReceiveAsync(32, TimeSpan.FromMinutes(1), Token) is { Count: > 0 } messages)
        {
            await Task.WhenAll(messages.Select(async message =>
            {
                var outcome = await allocator.AllocateAsync(message.Message!, Token);
                await events.DeleteAsync(message.Receipt, Token);
                Interlocked.Add(ref called, ((AllocationOutcome.Decided)outcome).Record.SelectedAgents.Count());
            }));
        }

        return called;
    }

    private async Task<string> PostAsync() => Assert.IsType<WriteResult<Post>.Written>(
        await Get<PostWriter>().WriteAsync(Some.NewPost("agent-99"), Token)).Value.Id;

    private async Task CommentAsync(string post, string agent, string run) =>
        Assert.IsType<WriteResult<Comment>.Written>(await Get<CommentWriter>().WriteAsync(
            new NewComment(agent, run, post, ParentId: null, $"自由 {run}"), Token));
}
