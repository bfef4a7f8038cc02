using Azure.Data.Tables;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

public sealed class AllocatorTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private Allocator Allocator => Process.Get<Allocator>();

    [Fact]
    public async Task A_guard_without_an_event_looks_five_times_and_is_dropped()
    {
        var message = new EventMessage(Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "never written"));

        for (; message.Looks < 4; message = message with { Looks = message.Looks + 1 })
            Assert.IsType<AllocationOutcome.LooksAgain>(await Allocator.AllocateAsync(message, Token));

        Assert.IsType<AllocationOutcome.Dropped>(await Allocator.AllocateAsync(message, Token));
        Assert.Equal(4, (await Process.Get<IWorkQueue<EventMessage>>().MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task An_event_delivered_again_is_not_decided_again_but_its_open_runs_are_sent_again()
    {
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var received = await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token);
        var message = Assert.Single(received).Message!;

        var first = Assert.IsType<AllocationOutcome.Decided>(await Allocator.AllocateAsync(message, Token));
        var again = Assert.IsType<AllocationOutcome.Known>(await Allocator.AllocateAsync(message, Token));

        Assert.Equal(first.Record.RunIds, again.Record.RunIds);
        var sent = await Process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Minute, Token);
        Assert.Equal(
            first.Record.RunIds.Concat(again.Record.RunIds).Order(),
            sent.Select(assignment => assignment.Message!.RunId).Order());
    }

    [Fact]
    public async Task Every_run_stands_in_its_agents_index_and_a_redelivery_puts_back_what_is_missing()
    {
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var received = await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token);
        var message = Assert.Single(received).Message!;
        var decided = Assert.IsType<AllocationOutcome.Decided>(await Allocator.AllocateAsync(message, Token));
        var runs = decided.Record.RunIds.ToList();
        Assert.Equal(runs.Order(), (await IndexedAsync()).Order());

        // One has ended by the time that the message comes again; its entry was lost like the others.
        await Process.Get<Executor>().ExecuteAsync(new AssignmentMessage(runs[0]), Token);
        var index = new TableClient(World.Account, AgentRuns.Table);
        await foreach (var row in index.QueryAsync<TableEntity>(cancellationToken: Token))
            await index.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Token);
        await Allocator.AllocateAsync(message, Token);

        Assert.Equal(runs.Order(), (await IndexedAsync()).Order());
    }

    [Fact]
    public async Task An_agent_that_another_instance_has_just_called_is_not_called_again()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.Cooldown = TimeSpan.FromMinutes(10);
        await using var other = World.Start();
        var called = new List<string>();
        // The first makes this instance know the availability of all; then the other one calls the remaining agents.
        foreach (var process in (ForumProcess[])[Process, other, other])
            called.AddRange(Assert.IsType<AllocationOutcome.Decided>(await AllocatePostAsync(process))
                .Record.SelectedAgents);
        Assert.Equal(3, called.Distinct().Count());

        Assert.IsType<AllocationOutcome.Waits>(await AllocatePostAsync(Process));

        async Task<AllocationOutcome> AllocatePostAsync(ForumProcess process)
        {
            var written = await process.Get<PostWriter>().WriteAsync(
                Some.NewPost() with { RunId = $"run-{called.Count}" }, Token);
            return await process.Get<Allocator>().AllocateAsync(
                new EventMessage(Assert.IsType<WriteResult<Post>.Written>(written).EventId), Token);
        }
    }

    [Fact]
    public async Task Events_of_a_thread_decided_at_once_share_the_places_that_are_left()
    {
        World.Quotas.ThreadQuotaShort = 4;
        World.Quotas.OwedPlaces = 0;
        await using var other = World.Start();
        await using var third = World.Start();
        var written = await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var post = Assert.IsType<WriteResult<Post>.Written>(written).Value;
        foreach (var agent in (string[])["bo", "cy", "du"])
        {
            await Process.Get<CommentWriter>().WriteAsync(
                new NewComment(agent, $"run-{agent}", post.Id, ParentId: null, "我看未必。"), Token);
        }

        // One event wants three and three want one each.
        var messages = await other.Get<IWorkQueue<EventMessage>>().ReceiveAsync(32, Minute, Token);
        await Task.WhenAll(messages.Select((message, i) =>
            (i % 2 == 0 ? third : other).Get<Allocator>().AllocateAsync(message.Message!, Token)));

        var audit = await CascadeAudit.ReadAsync(World.Account, post.Id, Token);
        var window = (await World.Threads.FindAsync<ResponseWindow>(post.Id, Token))!.Row;
        Assert.Equal(4, window.Responses.Count);
        Assert.Equal(4, audit.Runs.Count);
    }

    [Fact]
    public async Task Each_called_agent_waits_after_the_one_before_and_the_best_does_not_wait()
    {
        World.Quotas.ResponseSpacing = TimeSpan.FromHours(1);
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var message = Assert.Single(await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token));
        var decided = Assert.IsType<AllocationOutcome.Decided>(
            await Allocator.AllocateAsync(message.Message!, Token));
        var assignments = Process.Get<IWorkQueue<AssignmentMessage>>();

        var best = decided.Record.Candidates.Where(each => each.Selected).MaxBy(each => each.Score)!;
        var first = Assert.Single(await assignments.ReceiveAsync(32, Minute, Token));
        Assert.Equal(Ids.Run(message.Message!.EventId, best.AgentId), first.Message!.RunId);
        Assert.Equal(3, (await assignments.MeasureAsync(Token)).Messages);

        // Told again when all should have been called: none of them waits any more.
        World.Clock.Advance(TimeSpan.FromHours(3));
        await Allocator.AllocateAsync(message.Message, Token);
        Assert.Equal(3, (await assignments.ReceiveAsync(32, Minute, Token)).Count);
    }

    [Fact]
    public async Task An_event_waits_while_all_who_might_answer_rest_but_not_for_ever()
    {
        World.Quotas.Cooldown = TimeSpan.FromMinutes(1);
        await CallAllAsync();
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var message = Assert.Single(
            await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token)).Message!;

        var waits = Assert.IsType<AllocationOutcome.Waits>(await Allocator.AllocateAsync(message, Token));
        Assert.InRange(waits.Delay.TotalSeconds, 59, 60);
        World.Clock.Advance(waits.Delay);
        var decided = Assert.IsType<AllocationOutcome.Decided>(
            await Allocator.AllocateAsync(message with { Waits = 1 }, Token));
        Assert.Equal(3, decided.Record.SelectedAgents.Count());

        await CallAllAsync();
        await Process.Get<PostWriter>().WriteAsync(Some.NewPost(runId: "run-2"), Token);
        var second = Assert.Single(
            await Process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token)).Message!;
        decided = Assert.IsType<AllocationOutcome.Decided>(
            await Allocator.AllocateAsync(second with { Waits = 5 }, Token));
        Assert.Empty(decided.Record.SelectedAgents);
    }

    private async Task CallAllAsync()
    {
        foreach (var agent in ForumWorld.Agents)
        {
            await Process.Get<AgentRuns>().AddAsync(
                new AgentRun(agent, $"{agent}-{World.Clock.GetUtcNow().Ticks}", World.Clock.GetUtcNow()), Token);
        }
    }

    private async Task<IEnumerable<string>> IndexedAsync()
    {
        var index = Process.Get<AgentRuns>();
        var entries = await Task.WhenAll(
            ForumWorld.Agents.Select(agent => index.NewestAsync(agent, after: null, take: 10, Token)));
        return entries.SelectMany(of => of).Select(entry => entry.RunId);
    }
}
