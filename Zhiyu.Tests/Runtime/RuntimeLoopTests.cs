using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class RuntimeLoopTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task A_round_is_made_once_in_an_interval_however_often_the_timer_fires()
    {
        var loop = Loop(intervalMs: 15_000);
        var beats = new HashSet<DateTimeOffset>();
        for (var second = 0; second < 60; second += 5)
        {
            await loop.RunAsync(Token);
            beats.Add((await Process.Get<IRuntimeStore>().FindHeartbeatAsync(Token))!.At);
            World.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(4, beats.Count);
    }

    [Fact]
    public async Task Of_many_instances_one_makes_the_round_and_the_next_may_be_another_s()
    {
        World.Settings["RUNTIME_POST_MAX_PER_DAY"] = "0";
        var processes = Enumerable.Range(0, 4).Select(_ => World.Start()).ToList();
        var store = Process.Get<IRuntimeStore>();
        for (var round = 0; round < 5; round++)
        {
            var spent = processes.Sum(process => process.Policy.Operations);
            await Task.WhenAll(processes.Select(process => process.Get<RuntimeLoop>().RunAsync(Token)));
            spent = processes.Sum(process => process.Policy.Operations) - spent;

            // Four look for the turn, four at most try to take it, four ask for the switch; one goes on with
            // ten, and five more when a ranking and highlights are due.
            Assert.InRange(spent, 4 + 1 + 10, 4 + 4 + 4 + 10 + 5);
            World.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.NotNull(await store.FindHeartbeatAsync(Token));
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task Events_that_wait_degrade_the_forum_on_every_instance_until_they_are_worked_off()
    {
        var (store, degradation) = (Process.Get<IRuntimeStore>(), World.Observer.Get<IDegradationSource>());
        List<Degradation> levels = [];
        foreach (var seconds in (int[])[0, 130, 310, 250, 100, 0])
        {
            var before = await store.FindHeartbeatAsync(Token);
            var beat = new Heartbeat(World.Clock.GetUtcNow(), 1, seconds * 1_000, 0, 0,
                (before?.Degradation ?? Degradation.None).Next(TimeSpan.FromSeconds(seconds)));
            await store.BeatAsync(beat, Token);
            World.Clock.Advance(TimeSpan.FromSeconds(6));
            levels.Add(await degradation.CurrentAsync(Token));
        }

        Assert.Equal(
            [
                Degradation.None, Degradation.Reduced, Degradation.Minimal, Degradation.Minimal, Degradation.Reduced,
                Degradation.None,
            ],
            levels);
    }

    [Fact]
    public async Task Assignments_that_wait_degrade_the_forum_too()
    {
        var slow = Substitute.For<IWorkQueue<AssignmentMessage>>();
        slow.MeasureAsync(Arg.Any<CancellationToken>()).Returns(new QueueLag(100, TimeSpan.FromSeconds(130)));

        await Loop(intervalMs: 15_000, slow).RunAsync(Token);

        Assert.Equal(
            Degradation.Reduced, (await Process.Get<IRuntimeStore>().FindHeartbeatAsync(Token))!.Degradation);
    }

    [Fact]
    public async Task An_assignment_lags_from_the_time_at_which_it_was_to_be_worked_on()
    {
        var queue = new MemoryWorkQueue<AssignmentMessage>(World.Clock);
        var pause = TimeSpan.FromMinutes(4);
        var message = new AssignmentMessage("r") { NotBefore = World.Clock.GetUtcNow() + pause };
        await queue.SendAsync(message, pause, Token);

        World.Clock.Advance(pause + TimeSpan.FromSeconds(10));

        Assert.InRange((await queue.MeasureAsync(Token)).Age.TotalSeconds, 9, 11);
    }

    [Fact]
    public async Task The_switch_is_followed_between_the_rounds_too()
    {
        var loop = Loop(intervalMs: 300_000);
        var setting = $"AzureWebJobs.{QueueListeners.Assignments}.Disabled";
        var configuration = Process.Get<Microsoft.Extensions.Configuration.IConfiguration>();
        await loop.RunAsync(Token);
        Assert.Equal("false", configuration[setting]);

        await Process.Get<RuntimeSwitch>().SetAsync(enabled: false, "root", reason: null, Token);
        World.Clock.Advance(TimeSpan.FromSeconds(5));
        await loop.RunAsync(Token);

        Assert.Equal("true", configuration[setting]);
    }

    private RuntimeLoop Loop(int intervalMs, IWorkQueue<AssignmentMessage>? assignments = null) => new(
        Process.Get<IWorkQueue<EventMessage>>(),
        assignments ?? Process.Get<IWorkQueue<AssignmentMessage>>(),
        Process.Get<IRuntimeStore>(),
        Process.Get<PostScheduler>(),
        Process.Get<RankingKeeper>(),
        Process.Get<HighlightKeeper>(),
        Process.Get<RuntimeSwitch>(),
        Process.Get<QueueListeners>(),
        Process.Get<RuntimeMeasures>(),
        Options.Create(new RuntimeOptions { IntervalMs = intervalMs }),
        World.Clock,
        NullLogger<RuntimeLoop>.Instance);
}
