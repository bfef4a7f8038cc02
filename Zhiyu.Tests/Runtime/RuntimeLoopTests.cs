using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NSubstitute;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.LocalHost;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class RuntimeLoopTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private readonly LogLines _log = new();

    [Fact]
    public async Task A_round_is_made_once_in_an_interval_however_often_the_timer_fires()
    {
        var loop = Loop(intervalMs: 15_000);
        var beats = new HashSet<DateTimeOffset>();
        for (var second = 0; second < 60; second += 5)
        {
            await loop.RunAsync(Token);
            beats.Add((await Process.Get<RuntimeStore>().FindHeartbeatAsync(Token))!.At);
            World.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(4, beats.Count);
    }

    [Fact]
    public async Task Of_many_instances_one_makes_the_round_and_the_next_may_be_another_s()
    {
        World.Settings["RUNTIME_POST_MAX_PER_DAY"] = "0";
        var processes = Enumerable.Range(0, 4).Select(_ => World.Start()).ToList();
        var store = Process.Get<RuntimeStore>();
        for (var round = 0; round < 5; round++)
        {
            var spent = processes.Sum(process => process.Policy.Operations);
            await Task.WhenAll(processes.Select(process => process.Get<RuntimeLoop>().RunAsync(Token)));
            spent = processes.Sum(process => process.Policy.Operations) - spent;

            // Four look for the turn, four at most try to take it, four ask for the switch; one goes on with
            // fifteen, and seven more when a ranking and highlights are due.
            Assert.InRange(spent, 4 + 1 + 15, 4 + 4 + 4 + 15 + 7);
            World.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.NotNull(await store.FindHeartbeatAsync(Token));
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task Events_that_wait_degrade_the_forum_on_every_instance_until_they_are_worked_off()
    {
        var (store, degradation) = (Process.Get<RuntimeStore>(), World.Observer.Get<IDegradationSource>());
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
            Degradation.Reduced, (await Process.Get<RuntimeStore>().FindHeartbeatAsync(Token))!.Degradation);
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
        var setting = $"AzureWebJobs.{AssignmentMessage.Function}.Disabled";
        var configuration = Process.Get<Microsoft.Extensions.Configuration.IConfiguration>();
        await loop.RunAsync(Token);
        Assert.Equal("false", configuration[setting]);

        await Process.Get<RuntimeSwitch>().SetAsync(enabled: false, "root", reason: null, Token);
        World.Clock.Advance(TimeSpan.FromSeconds(5));
        await loop.RunAsync(Token);

        Assert.Equal("true", configuration[setting]);
    }

    [Fact]
    public async Task A_round_that_takes_longer_than_its_interval_ends_and_the_next_one_goes_on_with_what_it_left()
    {
        using var measured = new Measured(Process);
        var slow = new HangingRankings();
        var others = Substitute.For<ITable>();
        var loop = Loop(intervalMs: 15_000, rankings: slow.Table, highlights: others);
        await CutShortAsync(loop, slow);
        Assert.Contains(_log.All, line => line.Contains("is cut short", StringComparison.Ordinal));
        Assert.Empty(others.ReceivedCalls());

        await CutShortAsync(loop, slow);

        Assert.NotEmpty(others.ReceivedCalls());
        Assert.Equal(2, measured.All.Count(each => each == "zhiyu.rounds.cut 1 "));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_round_that_did_not_come_to_measure_anything_says_so(bool triedBefore)
    {
        var away = Substitute.For<IWorkQueue<AssignmentMessage>>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        away.MeasureAsync(Arg.Any<CancellationToken>()).Returns(async call =>
        {
            asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Arg<CancellationToken>());
            }
            // As the storage client does with what its tries met.
            catch (OperationCanceledException last) when (triedBefore)
            {
                throw new AggregateException(new TimeoutException(), last);
            }

            return new QueueLag(0, TimeSpan.Zero);
        });

        var round = Loop(intervalMs: 15_000, away).RunAsync(Token);
        await asked.Task.Soon();
        World.Clock.Advance(TimeSpan.FromSeconds(15));
        await round.Soon();

        Assert.Contains(_log.All, line => line.Contains("measured nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_round_that_the_host_stops_does_not_end_as_if_it_were_done()
    {
        var slow = new HangingRankings();
        using var host = new CancellationTokenSource();

        var round = Loop(intervalMs: 15_000, rankings: slow.Table).RunAsync(host.Token);
        await slow.AskedAsync();
        await host.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round.Soon());
    }

    [Fact]
    public async Task What_stands_in_the_queues_of_what_failed_is_counted_and_said_once()
    {
        using var measured = new Measured(Process);
        var loop = Loop(intervalMs: 15_000);
        var queues = Process.Get<IEnumerable<MonitoredQueue>>().ToList();
        Assert.Equal(
            [EventMessage.Queue, AssignmentMessage.Queue, WebhookMessage.Queue],
            queues.Select(queue => queue.Definition.Name));
        foreach (var queue in queues) await queue.Poison.SendAsync("not ours", TimeSpan.Zero, Token);
        // What the host could not record is hidden from all but the count.
        await queues[0].Poison.ReceiveAsync(1, Minute, Token);

        for (var round = 0; round < 4; round++)
        {
            await loop.RunAsync(Token);
            World.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.DoesNotContain(_log.All, line => line.Contains("messages are in the poison", StringComparison.Ordinal));
        for (var round = 0; round < 3; round++)
        {
            await loop.RunAsync(Token);
            World.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(3, (await Process.Get<RuntimeStore>().FindHeartbeatAsync(Token))!.Standing);
        Assert.Single(_log.All, line => line.StartsWith("3 messages are in the poison", StringComparison.Ordinal));
        Assert.Contains($"zhiyu.poison.standing 1 queue={EventMessage.Queue}", measured.All);
        Assert.Contains($"zhiyu.poison.standing 1 queue={AssignmentMessage.Queue}", measured.All);
    }

    private async Task CutShortAsync(RuntimeLoop loop, HangingRankings slow)
    {
        var round = loop.RunAsync(Token);
        await slow.AskedAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(15));
        await round.Soon();
    }

    private ILoggerFactory Logs => LoggerFactory.Create(logging => logging.AddProvider(_log));

    private RuntimeLoop Loop(
        int intervalMs,
        IWorkQueue<AssignmentMessage>? assignments = null,
        ITable? rankings = null,
        ITable? highlights = null) => new(
        new QueueMonitor(
            Process.Get<IEnumerable<MonitoredQueue>>().Select(queue =>
                assignments is not null && queue.Definition.Name == AssignmentMessage.Queue
                    ? queue with { Queue = assignments }
                    : queue),
            Process.Get<RuntimeStore>(),
            Process.Get<RuntimeMetrics>(),
            World.Clock,
            Logs.CreateLogger<QueueMonitor>()),
        Process.Get<RuntimeStore>(),
        new PeriodicTasks(
            rankings is null ? Process.Get<RankingUpdater>() : new RankingUpdater(
                new Rankings(new OneTable(rankings)),
                Process.Get<FeedIndex>(),
                Process.Get<ForumStream>(),
                Process.Get<ThreadStore>(),
                Process.Get<CachedDirectory>(),
                Process.Get<IOptions<StreamOptions>>(),
                World.Clock),
            highlights is null ? Process.Get<HighlightUpdater>() : new HighlightUpdater(
                new Rankings(new OneTable(highlights)), Process.Get<ThreadStore>(), World.Clock),
            Process.Get<PostScheduler>(),
            Process.Get<QualityUpdater>(),
            Process.Get<WeekUpdater>()),
        Process.Get<RuntimeSwitch>(),
        Process.Get<QueueFunctionSwitch>(),
        Process.Get<RuntimeMetrics>(),
        Options.Create(new RuntimeOptions { Interval = TimeSpan.FromMilliseconds(intervalMs) }),
        World.Clock,
        Logs.CreateLogger<RuntimeLoop>());

    /// <summary>What a process measures, beside all others.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measured(ForumProcess process)
        {
            var own = process.Get<IMeterFactory>().Forum();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == own) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>(Keep);
            _listener.SetMeasurementEventCallback<int>(Keep);
            _listener.Start();
        }

        public ConcurrentQueue<string> All { get; } = new();

        public void Dispose() => _listener.Dispose();

        private void Keep<T>(
            Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
            All.Enqueue(
                $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
    }

    /// <summary>Rankings that never answer: a caller waits as long as it likes.</summary>
    private sealed class HangingRankings
    {
        private readonly Channel<TableKey> _asked = Channel.CreateUnbounded<TableKey>();

        public HangingRankings() => Table.FindAsync<PostRanking>(
            Arg.Any<TableKey>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            _asked.Writer.TryWrite(call.Arg<TableKey>());
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Arg<CancellationToken>());
            return (Stored<PostRanking>?)null;
        });

        public ITable Table { get; } = Substitute.For<ITable>();

        public Task AskedAsync() => _asked.Reader.ReadAsync(Token).AsTask().Soon();
    }
}
