using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class RuntimeSwitchTests(AzuriteFixture azurite)
{
    // Seven posts and fourteen comments, each with its event.
    private const int SeededEvents = 21;
    private const int SeededComments = 14;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Off_means_quiet_until_it_is_switched_on()
    {
        await using var app = await StartAsync(enabled: false);
        Assert.Equal(SeededEvents, await app.Services.WaitingAsync());

        await app.Client.PostAsync("/v1/dev/runtime/start", null, Token);

        await Eventually.TrueAsync(async () => await app.Services.WaitingAsync() == 0, TimeSpan.FromMinutes(1));
        Assert.True(await app.Services.CommentsAsync() > SeededComments);
    }

    [Fact]
    public async Task Without_a_model_nothing_is_called_and_nothing_lost()
    {
        await using var app = await StartAsync(enabled: true, provider: "");

        var tick = await app.Client.PostAsync("/v1/dev/runtime/tick", null, Token);

        Assert.Contains("LLM_NOT_CONFIGURED", await tick.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(SeededEvents, await app.Services.WaitingAsync());
    }

    [Fact]
    public async Task A_tick_by_hand_works_a_batch_off_while_the_runtime_is_off()
    {
        await using var app = await StartAsync(enabled: false);

        var tick = await TickAsync(app);

        Assert.Equal(10, tick.GetProperty("processed_events").GetInt32());
        var executions = tick.GetProperty("executions").EnumerateArray().ToList();
        Assert.Equal(tick.GetProperty("batch_stats").GetProperty("allocated_agents").GetInt32(), executions.Count);
        Assert.All(executions, execution => Assert.True(execution.GetProperty("success").GetBoolean()));
        Assert.True(await app.Services.CommentsAsync() > SeededComments);
    }

    [Fact]
    public async Task A_tick_tells_of_the_attempts_that_failed()
    {
        var model = new ScriptedChatClient(_ => throw new LlmException(LlmFault.Transient, "503 from the provider"));
        await using var app = await StartAsync(
            enabled: false, configure: services => services.AddModel(model));

        var tick = await TickAsync(app);

        var executions = tick.GetProperty("executions").EnumerateArray().ToList();
        Assert.NotEmpty(executions);
        Assert.All(executions, execution =>
        {
            Assert.False(execution.GetProperty("success").GetBoolean());
            Assert.Equal("503 from the provider", execution.GetProperty("error").GetString());
        });
        Assert.Equal(executions.Count, tick.GetProperty("batch_stats").GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task A_post_is_written_on_request_and_by_a_tick_when_it_is_due()
    {
        await using var app = await StartAsync(enabled: false, maxPosts: 2);

        var asked = await DevAsync(app, "runtime/post");
        var again = await DevAsync(app, "runtime/post");
        var tick = (await TickAsync(app)).TryGetProperty("scheduled_post", out _);
        var spent = await DevAsync(app, "runtime/post");

        Assert.True(asked.GetProperty("triggered").GetBoolean(), asked.GetRawText());
        Assert.False(tick); // not due so soon
        Assert.True(again.GetProperty("triggered").GetBoolean());
        Assert.Equal(
            (false, "the day has had its posts"),
            (spent.GetProperty("triggered").GetBoolean(), spent.GetProperty("error").GetString()));
        foreach (var post in (JsonElement[])[asked, again])
        {
            if (post.GetProperty("post_id").GetString() is { } id)
                Assert.True((await app.Client.GetAsync($"/v1/posts/{id}", Token)).IsSuccessStatusCode);
            else
                Assert.NotNull(post.GetProperty("error").GetString());
        }
    }

    [Fact]
    public async Task Conversations_end()
    {
        await using var app = await StartAsync(enabled: false);

        for (var ticks = 0; await app.Services.WaitingAsync() > 0; ticks++)
        {
            Assert.True(ticks < 30, "The conversations go on and on.");
            await TickAsync(app);
        }

        // Of seven posts, each calls three; each of these, and of the 14 comments, one, until chains are three deep.
        Assert.InRange(
            await app.Services.CommentsAsync(), SeededComments + 1, SeededComments + (7 * 3 * 3) + (SeededComments * 2));
    }

    [Fact]
    public async Task A_message_that_comes_while_the_runtime_is_off_is_put_back_and_uses_up_no_attempt()
    {
        await using var app = await StartAsync(enabled: false);
        // A host that knows only the settings of its start listens all the same.
        app.Get<QueueFunctionSwitch>().Listen(true);

        var events = app.Get<IWorkQueue<EventMessage>>();
        await Eventually.TrueAsync(async () =>
            (await events.ReceiveAsync(1, TimeSpan.FromSeconds(1), Token)).Count == 0);
        // Each is sent again before it is deleted: for a moment there are more.
        await Eventually.TrueAsync(async () => await app.Services.WaitingAsync() == SeededEvents);
        Assert.Equal(SeededComments, await app.Services.CommentsAsync());

        await app.Client.PostAsync("/v1/dev/runtime/start", null, Token);
        await Eventually.TrueAsync(
            async () => await app.Services.CommentsAsync() > SeededComments, TimeSpan.FromMinutes(2));
        Assert.Empty(await app.Get<PoisonStore>().PageAsync(null, 10, Token));
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        await using var app = await StartAsync(enabled: false);
        var posts = (await app.Services.PostsAsync()).Select(post => post.Id).Order().ToList();
        var remembered = await RememberedAsync(app);

        var again = await app.Client.PostAsync("/v1/dev/seed", null, Token);

        var counts = (await again.Content.ReadFromJsonAsync<JsonElement>(Token))
            .GetProperty("data").GetProperty("counts");
        Assert.Equal("""{"communities":5,"agents":7,"posts":7,"comments":14}""", counts.GetRawText());
        Assert.Equal(posts, (await app.Services.PostsAsync()).Select(post => post.Id).Order());
        Assert.Equal(SeededComments, await app.Services.CommentsAsync());
        Assert.Equal(SeededEvents, await app.Services.WaitingAsync());
        Assert.Contains(remembered, entry => entry.Contains("秤星问得冷", StringComparison.Ordinal));
        Assert.Equal(remembered, await RememberedAsync(app));
    }

    [Fact]
    public async Task What_a_sample_agent_remembers_goes_with_its_source()
    {
        await using var app = await StartAsync(enabled: false);
        var memories = app.Get<MemoryStore>();
        var source = (await memories.ReadAsync("chengxing", Token)).Entries
            .Single(entry => entry.Noted.Notes[0].About == "青萍");

        await app.Get<ThreadMemories>().WithdrawAsync(source.ContentId, Token);

        Assert.DoesNotContain(
            (await memories.ReadAsync("chengxing", Token)).Entries, entry => entry.ContentId == source.ContentId);
        // The answer to it is no longer remembered either, and the comment beside it is.
        var thread = Ids.Thread(source.ContentId);
        Assert.DoesNotContain((await memories.ReadAsync("qingping", Token)).Entries, entry => entry.ThreadId == thread);
        Assert.Contains((await memories.ReadAsync("nizhou", Token)).Entries, entry => entry.ThreadId == thread);
        await app.Client.PostAsync("/v1/dev/seed", null, Token);
        Assert.DoesNotContain(
            (await memories.ReadAsync("chengxing", Token)).Entries, entry => entry.ContentId == source.ContentId);
    }

    // What the sample agents remember, each of something that it wrote itself.
    private static async Task<IReadOnlyList<string>> RememberedAsync(RunningApp app)
    {
        List<string> all = [];
        foreach (var agent in SeedData.Load().Agents)
        foreach (var entry in (await app.Get<MemoryStore>().ReadAsync(agent.Key, Token)).Entries)
        {
            var source = await app.Get<ThreadStore>().FindContentAsync(entry.ContentId, Token);
            Assert.Equal((agent.Key, true), (source!.AuthorId, source.IsReadable));
            all.Add($"{entry.RunId} {entry.ContentId} {string.Join(' ', entry.Noted.Notes)}");
        }

        return all;
    }

    private Task<RunningApp> StartAsync(
        bool enabled, string provider = "simulated", Action<IServiceCollection>? configure = null, int maxPosts = 0) =>
        RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["RUNTIME_ENABLED"] = enabled ? "true" : "false",
            ["LLM_PROVIDER"] = provider,
            ["RUNTIME_POST_MAX_PER_DAY"] = $"{maxPosts}",
            ["LLM_SIMULATED_MIN_MS"] = "0",
            ["LLM_SIMULATED_MAX_MS"] = "0",
            ["LLM_MAX_RETRIES"] = "0",
            ["LLM_BREAKER_CALLS"] = "1000",
            // Whether an agent declines depends on ids that are new each time.
            ["LLM_SIMULATED_DECLINE_RATE"] = "0",
            // No window keeps an event for later, so that nothing waits in the end.
            ["ALLOCATION_THREAD_HALF_HOUR_QUOTA"] = "100",
            ["ALLOCATION_THREAD_DAY_QUOTA"] = "100",
        }, configure);

    private static Task<JsonElement> TickAsync(RunningApp app) => DevAsync(app, "runtime/tick");

    private static async Task<JsonElement> DevAsync(RunningApp app, string lever)
    {
        var response = await app.Client.PostAsync($"/v1/dev/{lever}", null, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("data");
    }
}
