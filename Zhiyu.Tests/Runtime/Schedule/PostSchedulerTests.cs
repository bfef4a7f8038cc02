using System.Globalization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime.Schedule;

public sealed class PostSchedulerTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(23);

    [Fact]
    public async Task Many_instances_take_each_slot_once()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => World.Start()).ToList();
        List<string> runs = [];
        for (var slot = 0; slot < 5; slot++)
        {
            var outcomes = await Task.WhenAll(processes.Select(process => ScheduleAsync(process)));
            // Who finds a slot open carries it out once more: the run is the same.
            runs.Add(Assert.Single(outcomes.OfType<ScheduleOutcome.Assigned>().Select(each => each.RunId).Distinct()));
            await Process.DrainAsync(Token);
            World.Clock.Advance(Interval);
        }

        Assert.Equal(5, runs.Distinct().Count());
        var posts = await PostsAsync();
        Assert.Equal(runs.Select(Ids.Thread).Order(), posts.Select(post => post.Id).Order());
        Assert.Equal(5, (await World.Feed.NewestAsync(null, null, 100, Token)).Count);
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task A_post_is_written_from_the_titles_of_its_community_and_stands_with_its_run()
    {
        await WriteAsync("自由意志的账单");

        var run = await PostedAsync();

        var context = Assert.IsType<PostContext>(run.Prompt!.Context);
        Assert.Equal(["自由意志的账单"], context.RecentTitles);
        Assert.Contains("自由意志的账单", World.Model.Prompts.First(IsPostPrompt), StringComparison.Ordinal);
        var post = (await World.Threads.FindAsync<Post>(run.ThreadId, Token))!.Row;
        Assert.Equal((run.ContentId, run.AgentId, 0), (post.Id, post.AuthorId, post.Depth));
        Assert.Equal(["自由"], post.Tags);
        var decision = (await World.Threads.FindAsync<AllocationRecord>(run.EventId, Token))!.Row;
        Assert.Equal([run.AgentId], decision.SelectedAgents);
        Assert.Equal(ForumWorld.Agents.Count, decision.Candidates.Count);
        // It is heard like any other post.
        await Process.DrainAsync(Token);
        Assert.NotNull(await World.Threads.FindAsync<AllocationRecord>(post.EventId, Token));
    }

    [Fact]
    public async Task Where_no_agent_remembers_a_quiet_thread_the_slot_is_a_post()
    {
        World.Settings["RUNTIME_TAKE_UP_EVERY"] = "1";
        await using var process = World.Start();

        var outcome = Assert.IsType<ScheduleOutcome.Assigned>(await ScheduleAsync(process));

        Assert.Equal(RunKind.Post, (await World.Threads.FindAsync<Run>(outcome.RunId, Token))!.Row.Kind);
    }

    [Fact]
    public async Task No_other_is_scheduled_while_one_waits_to_be_written()
    {
        Assert.IsType<ScheduleOutcome.Assigned>(await ScheduleAsync(Process));
        World.Clock.Advance(3 * Interval);
        Assert.IsType<ScheduleOutcome.NotDue>(await ScheduleAsync(Process));

        await Process.DrainAsync(Token);

        Assert.IsType<ScheduleOutcome.Assigned>(await ScheduleAsync(Process));
    }

    [Fact]
    public async Task What_comes_to_nothing_is_tried_again_sooner_and_less_often_each_time_and_counts_for_no_post()
    {
        World.Model.Answer = _ => """{"action":"decline","body":"没有值得说的。"}""";
        List<int> minutes = [];
        for (var minute = 0; minute < 60; minute++)
        {
            if (await ScheduleAsync(Process) is ScheduleOutcome.Assigned) minutes.Add(minute);
            await Process.DrainAsync(Token);
            World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // After 2, 4, 8, 16 minutes, and then as after a post.
        Assert.Equal([0, 2, 6, 14, 30, 53], minutes);
        var schedule = (await Process.Get<RuntimeStore>().FindScheduleAsync(Token))!.Row;
        Assert.Equal((0, 6), (schedule.PostsOn(World.Clock.GetUtcNow()), schedule.Failures));
    }

    [Theory]
    [InlineData("07:00-23:00", 50, "08:00", 1_371)] // 16 hours for all but four of the night and four early ones
    [InlineData("07:00-23:00", 50, "03:00", 7_200)]
    [InlineData("22:00-06:00", 50, "23:30", 758)] // 8 hours, across midnight
    [InlineData("00:00-00:00", 50, "03:00", 1_878)]
    [InlineData("07:00-23:00", 10_000, "08:00", 120)] // never closer than the interval
    [InlineData("07:00-23:00", 1, "08:00", 57_600)]
    public void Posts_are_spread_over_the_hours_in_which_the_forum_is_awake(
        string hours, int most, string time, int seconds)
    {
        var options = new PostOptions
        {
            Hours = hours,
            Interval = TimeSpan.FromMinutes(2),
            MaxPerDay = most,
            TimeZone = "Asia/Shanghai",
            TakeUpEvery = 0,
        };
        var now = new DateTimeOffset(new DateOnly(2026, 3, 1), TimeOnly.Parse(time, CultureInfo.InvariantCulture),
            TimeSpan.FromHours(8));

        Assert.Equal(seconds, PostIntervals.At(now, options).TotalSeconds, tolerance: 1);
    }

    [Fact]
    public async Task A_day_has_so_many_and_the_next_day_as_many_again()
    {
        World.Settings["RUNTIME_POST_MAX_PER_DAY"] = "2";
        await using var process = World.Start();
        List<bool> assigned = [];
        for (var slot = 0; slot < 4; slot++)
        {
            assigned.Add(await process.Get<PostScheduler>().RunAsync(now: true, Token) is ScheduleOutcome.Assigned);
            await process.DrainAsync(Token);
            World.Clock.Advance(slot == 2 ? TimeSpan.FromDays(1) : Interval);
        }

        Assert.Equal([true, true, false, true], assigned);
    }

    [Fact]
    public async Task An_agent_that_repeats_itself_rests_from_posts_too()
    {
        var author = (await PostedAsync()).AgentId;
        var now = World.Clock.GetUtcNow();
        await Process.Get<QualityStore>().PutAsync(
            new QualityFindings(
                now, [new QualityFinding(FindingKind.RepeatsItself, null, Score: 1, now) { AgentId = author }]),
            Token);
        World.Clock.Advance(Interval);

        var next = await PostedAsync();

        var record = (await World.Threads.FindAsync<AllocationRecord>(next.EventId, Token))!.Row;
        Assert.Contains(
            CandidateFilter.Resting, record.Candidates.Single(candidate => candidate.AgentId == author).Filters);
    }

    [Fact]
    public async Task Nothing_is_posted_while_events_wait_too_long()
    {
        await Process.Get<RuntimeStore>().BeatAsync(
            new Heartbeat(World.Clock.GetUtcNow(), 1, 130_000, 0, 0, Degradation.Reduced), Token);

        Assert.IsType<ScheduleOutcome.HeldBack>(await ScheduleAsync(Process));
    }

    [Theory]
    [InlineData(899, true)]
    [InlineData(900, false)]
    public async Task Nothing_is_posted_once_the_budget_is_almost_used_up(long tokens, bool isPosted)
    {
        World.Settings["BUDGET_FORUM_TOKENS_PER_DAY"] = "1000";
        await using var process = World.Start();
        var today = new DayTotals(
            DateOnly.FromDateTime(World.Clock.GetUtcNow().UtcDateTime), new Amount(tokens, 0, 0), default);
        await World.Ledgers.TryWriteAsync(
            [new StoredLedger(new Ledger { Id = LedgerId.Forum, Days = [today] }, ETag: null)], Token);

        Assert.Equal(isPosted, await ScheduleAsync(process) is ScheduleOutcome.Assigned);
    }

    [Fact]
    public async Task The_quietest_community_with_somebody_to_speak_is_chosen()
    {
        await World.Observer.Get<CommunityStore>().AddAsync(Some.Community("closed"), Token);
        await World.Observer.Get<CommunityStore>().AddAsync(Some.Community("quiet"), Token);
        await World.Observer.Get<AgentStore>().AddAsync(MemberOf("quiet"), Token);
        foreach (var id in ForumWorld.Agents)
            await Process.Get<AgentRuns>().AddAsync(new AgentRun(id, $"{id}-run", World.Clock.GetUtcNow()), Token);
        World.Quotas.Cooldown = TimeSpan.FromHours(1);
        await WriteAsync("热闹");

        var run = await PostedAsync();

        Assert.Equal(("quiet", "hermit"), (run.CommunityId, run.AgentId));
    }

    [Fact]
    public async Task Without_a_fit_agent_the_slot_passes_with_its_reasons_on_record()
    {
        foreach (var id in ForumWorld.Agents)
            await Process.Get<AgentRuns>().AddAsync(new AgentRun(id, $"{id}-run", World.Clock.GetUtcNow()), Token);
        World.Quotas.Cooldown = TimeSpan.FromHours(1);

        Assert.IsType<ScheduleOutcome.NoAgent>(await ScheduleAsync(Process));
        Assert.IsType<ScheduleOutcome.NotDue>(await ScheduleAsync(Process));
        Assert.Equal(1, (await Process.Get<RuntimeStore>().FindScheduleAsync(Token))!.Row.Failures);

        // That cost nothing, and may be otherwise soon.
        World.Clock.Advance(TimeSpan.FromSeconds(30));
        World.Quotas.Cooldown = TimeSpan.FromSeconds(10);
        Assert.IsType<ScheduleOutcome.Assigned>(await ScheduleAsync(Process));
    }

    private static Agent MemberOf(string community)
    {
        var agent = Some.Agent("hermit");
        return agent with { Configurations = [agent.Configurations[0] with { Communities = [community] }] };
    }

    private static bool IsPostPrompt(string prompt) => prompt.Contains("发一篇新帖", StringComparison.Ordinal);

    private static Task<ScheduleOutcome> ScheduleAsync(ForumProcess process) =>
        process.Get<PostScheduler>().RunAsync(now: false, Token);

    private async Task<Run> PostedAsync()
    {
        var assigned = Assert.IsType<ScheduleOutcome.Assigned>(await ScheduleAsync(Process));
        await Process.Get<Executor>().ExecuteAsync(new AssignmentMessage(assigned.RunId), Token);
        var run = (await World.Threads.FindAsync<Run>(assigned.RunId, Token))!.Row;
        Assert.Equal(RunStatus.Published, run.Status);
        return run;
    }

    private async Task WriteAsync(string title)
    {
        var result = await Process.Get<PostWriter>().WriteAsync(Some.NewPost() with { Title = title }, Token);
        Assert.IsType<WriteResult<Post>.Written>(result);
    }

    private async Task<IReadOnlyList<Post>> PostsAsync() =>
        (await Process.Get<ForumReader>().NewestAsync(null, null, 100, Token)).Items;
}
