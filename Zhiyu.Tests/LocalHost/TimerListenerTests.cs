using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class TimerListenerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WatchedTime _time = new(Noon);
    private readonly Ticks _ticks = new();
    private LocalApp.Setup? _setup;

    [Fact]
    public async Task A_timer_runs_at_each_occurrence_and_knows_the_last_and_the_next()
    {
        await using var app = await StartAsync(typeof(Hourly));

        var first = await NextAsync(TimeSpan.FromMinutes(30));
        var second = await NextAsync(TimeSpan.FromHours(1));

        Assert.Equal(Noon.UtcDateTime.AddHours(1.5), first.ScheduleStatus!.Next);
        Assert.Equal(Noon.UtcDateTime.AddHours(0.5), second.ScheduleStatus!.Last);
        Assert.Equal(Noon.UtcDateTime.AddHours(2.5), second.ScheduleStatus.Next);
        Assert.False(second.IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_missed_occurrences_is_past_due()
    {
        await using var app = await StartAsync(typeof(Hourly));

        Assert.True((await NextAsync(TimeSpan.FromHours(5))).IsPastDue);
    }

    [Fact]
    public async Task A_timer_with_RunOnStartup_runs_before_its_first_occurrence()
    {
        await using var app = await StartAsync(typeof(AtStart));

        await _ticks.NextAsync();

        Assert.Equal(Noon, _time.GetUtcNow());
    }

    [Fact]
    public async Task A_schedule_shorter_than_a_minute_has_no_status()
    {
        await using var app = await StartAsync(typeof(EverySeconds));

        Assert.Null((await NextAsync(TimeSpan.FromSeconds(5))).ScheduleStatus);
    }

    [Fact]
    public async Task A_time_that_comes_while_the_clock_is_looked_at_stops_no_host()
    {
        _time.AutoAdvanceAmount = TimeSpan.FromSeconds(3);
        await using var app = await StartAsync(typeof(EverySeconds));

        await NextAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_timer_that_throws_runs_again()
    {
        await using var app = await StartAsync(typeof(Throws));

        await NextAsync(TimeSpan.FromSeconds(5));
        await NextAsync(TimeSpan.FromSeconds(5));

        Assert.Contains(_setup!.Logs.All, line => line.Contains("Throws failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_that_is_still_running_is_not_started_again()
    {
        await using var app = await StartAsync(typeof(Slow));
        await NextAsync(TimeSpan.FromSeconds(5));

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(_ticks.Any);
        _ticks.Gate.SetResult();

        await NextAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1, _ticks.MostAtOnce);
    }

    [Fact]
    public async Task A_timer_that_is_switched_off_does_not_run()
    {
        await using var app = await StartAsync(typeof(EverySeconds), typeof(Hourly));
        app.Configuration["AzureWebJobs.Hourly.Disabled"] = "1";

        await _time.PlannedAsync();
        // The short one shows that the hour was reached.
        Assert.Null((await NextAsync(TimeSpan.FromHours(2))).ScheduleStatus);

        Assert.DoesNotContain(_ticks.Seen, info => info.ScheduleStatus is not null);
    }

    private async Task<TimerInfo> NextAsync(TimeSpan step)
    {
        await _time.PlannedAsync();
        _time.Advance(step);
        return await _ticks.NextAsync();
    }

    private Task<LocalApp> StartAsync(params Type[] functions)
    {
        _setup = new LocalApp.Setup(functions)
        {
            Settings = new() { ["HOURLY"] = "0 30 * * * *" },
            Configure = builder => builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton(_ticks),
            StopLimit = TimeSpan.FromSeconds(1),
        };
        return LocalApp.StartAsync(_setup);
    }

    /// <summary>Time stands still until the listener, in its own task, has planned its next wait.</summary>
    private sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Channel<TimeSpan> _planned = Channel.CreateUnbounded<TimeSpan>();

        public async Task PlannedAsync() =>
            await _planned.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan) _planned.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    public sealed class Ticks
    {
        private readonly Channel<TimerInfo> _next = Channel.CreateUnbounded<TimerInfo>();
        private readonly List<TimerInfo> _seen = [];
        private int _now;

        public IEnumerable<TimerInfo> Seen => _seen;

        public bool Any => _next.Reader.TryPeek(out _);

        public int MostAtOnce { get; private set; }

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TimerInfo> NextAsync() =>
            _next.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Soon();

        public void Add(TimerInfo info)
        {
            _seen.Add(info);
            _next.Writer.TryWrite(info);
        }

        public async Task HoldAsync(TimerInfo info)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            Add(info);
            await Gate.Task;
            Interlocked.Decrement(ref _now);
        }
    }

    public sealed class Hourly(Ticks ticks)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("%HOURLY%")] TimerInfo info) => ticks.Add(info);
    }

    public sealed class AtStart(Ticks ticks)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("0 0 0 * * *", RunOnStartup = true)] TimerInfo info) => ticks.Add(info);
    }

    public sealed class EverySeconds(Ticks ticks)
    {
        [Function("EverySeconds")]
        public void Run([TimerTrigger("*/5 * * * * *")] TimerInfo info) => ticks.Add(info);
    }

    public sealed class Slow(Ticks ticks)
    {
        [Function("Slow")]
        public Task Run([TimerTrigger("*/5 * * * * *")] TimerInfo info) => ticks.HoldAsync(info);
    }

    public sealed class Throws(Ticks ticks)
    {
        [Function("Throws")]
        public Task Run([TimerTrigger("*/5 * * * * *")] TimerInfo info)
        {
            ticks.Add(info);
            throw new InvalidOperationException("on purpose");
        }
    }
}
