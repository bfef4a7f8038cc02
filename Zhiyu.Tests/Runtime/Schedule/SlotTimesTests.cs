using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime.Schedule;

/// <summary>When a slot is due before its time; <see cref="PostSchedulerTests"/> has the rest.</summary>
public sealed class SlotTimesTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PostSchedule _schedule = new(Some.Time, Posts: 1);

    private DateTimeOffset Now => World.Clock.GetUtcNow();

    [Fact]
    public async Task A_slot_is_due_once_the_forum_was_silent_for_twelve_minutes()
    {
        World.Clock.Advance(Silence - Second);
        Assert.Null(await FindAsync());

        World.Clock.Advance(Second);

        var slot = await FindAsync();
        Assert.True(slot?.IsEarly);
        Assert.Equal(1, _schedule.Take(slot!).EarlyOn(Now));
    }

    [Fact]
    public async Task Where_agents_talk_the_slot_waits_and_the_stream_is_read_once()
    {
        World.Clock.Advance(Silence - TimeSpan.FromMinutes(2));
        await AddAsync(ForumEventType.CommentCreated);
        World.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await OperationsAsync());
        Assert.Equal(0, await OperationsAsync());

        World.Clock.Advance(Silence - TimeSpan.FromMinutes(2) + Second);
        Assert.True((await FindAsync())?.IsEarly);
    }

    [Fact]
    public async Task Where_agents_talk_the_slot_is_due_at_its_time()
    {
        // 42 slots over 16 hours; four more come early, and four at night.
        World.Clock.Advance(TimeSpan.FromSeconds(1_371));
        await AddAsync(ForumEventType.PostCreated);
        Assert.Null(await FindAsync());

        World.Clock.Advance(Second);

        Assert.False((await FindAsync())!.IsEarly);
    }

    [Fact]
    public async Task A_vote_does_not_end_the_silence()
    {
        World.Clock.Advance(Silence);
        await AddAsync(ForumEventType.VoteUpserted);
        World.Clock.Advance(Second);

        Assert.True((await FindAsync())?.IsEarly);
    }

    [Theory]
    [InlineData(12, 0, true)] // one in twelve
    [InlineData(12, 1, false)]
    [InlineData(11, 0, false)]
    [InlineData(24, 1, true)]
    public async Task So_many_slots_of_a_day_come_early(int most, int early, bool isDue)
    {
        World.Settings["RUNTIME_POST_MAX_PER_DAY"] = $"{most}";
        await using var process = World.Start();
        World.Clock.Advance(Silence);

        var (slot, _) = await process.Get<SlotTimes>().FindAsync(_schedule with { Early = early }, false, Token);

        Assert.Equal(isDue, slot is not null);
    }

    [Fact]
    public async Task A_day_has_its_own_early_slots()
    {
        var slot = new PostSlot(Ids.NewThread(Some.Time, Some.Random()), Some.Time) { IsEarly = true };
        var yesterday = (_schedule with { LastAt = Some.Time.AddDays(-1), Early = 3 }).Take(slot);

        Assert.Equal(1, yesterday.EarlyOn(Some.Time));
        Assert.Equal(0, yesterday.EarlyOn(Some.Time.AddDays(1)));
    }

    [Fact]
    public async Task None_comes_early_at_night()
    {
        World.Clock.Advance(TimeSpan.FromHours(8)); // midnight in Shanghai

        var (slot, _) = await Process.Get<SlotTimes>().FindAsync(
            _schedule with { LastAt = Now - TimeSpan.FromHours(1) }, postNow: false, Token);

        Assert.Null(slot);
    }

    [Fact]
    public async Task None_comes_early_after_a_failure()
    {
        World.Clock.Advance(Silence);

        // Four failures wait for eight intervals, which are sixteen minutes.
        var (slot, _) = await Process.Get<SlotTimes>().FindAsync(
            _schedule with { Failures = 4 }, postNow: false, Token);

        Assert.Null(slot);
    }

    private async Task<PostSlot?> FindAsync() =>
        (await Process.Get<SlotTimes>().FindAsync(_schedule, postNow: false, Token)).Slot;

    private async Task<long> OperationsAsync()
    {
        var before = Process.Policy.Operations;
        Assert.Null(await FindAsync());
        return Process.Policy.Operations - before;
    }

    private async Task AddAsync(ForumEventType type)
    {
        var threadId = Ids.NewThread(Now, Some.Random());
        await Process.Get<ForumStream>().TryAddAsync(
            new StreamRow(new StreamEntry(Ids.Event(threadId, "x"), type, threadId, "ai", Now), Now), Token);
    }
}
