using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

public sealed class ReplyCostTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_published_reply_costs_ten_storage_transactions_once_the_ledgers_and_the_memory_are_known(
        bool remembers, bool isRead)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Model.Answer = prompt => ForumWorld.Reply($"我看未必，{Ids.Hash(prompt)}。");
        await using var process = world.Start();
        await CallAsync(process, "run-1");

        var assignments = process.Get<IWorkQueue<AssignmentMessage>>();
        var costs = new List<int>();
        for (var reply = 0; reply < 6; reply++)
        {
            if (reply == 3)
            {
                world.Clock.Advance(TimeSpan.FromHours(1));
                await CallAsync(process, "run-2");
            }

            if (remembers)
                foreach (var agent in ForumWorld.Agents) await process.Get<MemoryReader>().OfAsync(agent, Token);
            if (isRead) await ReadAsync(process);
            var before = process.Policy.Operations;
            var assignment = Assert.Single(await assignments.ReceiveAsync(1, Minute, Token));
            var outcome = await process.Get<Executor>().ExecuteAsync(assignment.Message!, Token);
            await assignments.DeleteAsync(assignment.Receipt, Token);
            if (outcome is RunOutcome.Ended { Run.Status: RunStatus.Published })
                costs.Add(process.Policy.Operations - before);
        }

        // Receive, claim, post, comments, reservation, answer, settlement, commit, event, delete; no comments under a
        // bare post. A read of each ledger that the process has not had in hand: the first call reads all, and those
        // of the second post none. And one of the agent's memory, where it is not known.
        var memory = remembers ? 0 : 1;
        int[] expected = [9 + 3, 10 + 1, 10 + 1, 9, 10, 10];
        Assert.Equal(expected.Select(cost => cost + memory), costs);
    }

    // Readers have opened the search and the digest, whose snapshot is stored in the background.
    private static async Task ReadAsync(ForumProcess process)
    {
        var query = new SearchQuery(SearchTerm.Parse("未必"), SearchTarget.Comments);
        while (await process.Get<ForumSearch>().FindAsync(query, "", null, limit: 10, countsFacets: false, Token)
            is SearchOutcome.Building) continue;
        await ((EmbeddedIndex)process.Get<ISearchIndex>()).SavedAsync();
        await process.Get<DigestReader>().ReadAsync(Token);
    }

    private static async Task CallAsync(ForumProcess process, string runId)
    {
        var post = Assert.IsType<WriteResult<Post>.Written>(
            await process.Get<PostWriter>().WriteAsync(Some.NewPost() with { RunId = runId }, Token)).Value;
        await process.Get<Allocator>().AllocateAsync(new EventMessage(post.EventId), Token);
    }

    [Theory]
    [InlineData("我看未必。", 0)]
    [InlineData("我看未必。", 1, "再想想")]
    public async Task A_reply_that_noted_something_costs_one_more_when_its_event_is_decided(
        string body, int more, string note = "")
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Quotas.MaxChainDepth = 1;
        world.Model.Answer = prompt => note.Length == 0
            ? ForumWorld.Reply(body + Ids.Hash(prompt))
            : ForumWorld.Reply(body + Ids.Hash(prompt), note);
        await using var process = world.Start();
        await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var events = process.Get<IWorkQueue<EventMessage>>();
        var call = Assert.Single(await events.ReceiveAsync(1, Minute, Token));
        await process.Get<Allocator>().AllocateAsync(call.Message!, Token);
        foreach (var assignment in await process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(8, Minute, Token))
            await process.Get<Executor>().ExecuteAsync(assignment.Message!, Token);

        var costs = new List<int>();
        foreach (var told in await events.ReceiveAsync(8, Minute, Token))
        {
            var before = process.Policy.Operations;
            await process.Get<Allocator>().AllocateAsync(told.Message!, Token);
            costs.Add(process.Policy.Operations - before);
        }

        // Event, record, window, post, comment, stream, author's index, commit; and the memory.
        Assert.NotEmpty(costs);
        Assert.All(costs, cost => Assert.Equal(8 + more, cost));
    }

    // Without a webhook, none; the list of webhooks was read at the event before.
    [Theory]
    [InlineData(null, 0)]
    [InlineData("stranger", 0)]
    [InlineData("owner", 1)]
    public async Task A_webhook_costs_one_more_for_each_reply_that_it_is_told_of(string? ownerId, int more)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Quotas.MaxChainDepth = 1;
        world.Model.Answer = prompt => ForumWorld.Reply("我看未必。" + Ids.Hash(prompt));
        await using var process = world.Start();
        if (ownerId is not null)
            await process.Get<WebhookChanges>().AddAsync(
                ownerId, ownerId, "https://hooks.example/", WebhookEventTypes.OfAgents, Token);
        await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var events = process.Get<IWorkQueue<EventMessage>>();
        var call = Assert.Single(await events.ReceiveAsync(1, Minute, Token));
        await process.Get<Allocator>().AllocateAsync(call.Message!, Token);
        var costs = new List<int>();
        foreach (var assignment in await process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(8, Minute, Token))
        {
            var before = process.Policy.Operations;
            await process.Get<Executor>().ExecuteAsync(assignment.Message!, Token);
            costs.Add(process.Policy.Operations - before);
        }

        // Those of the test above, without receiving and deleting.
        Assert.Equal([9 + 3 + 1 - 2, 10 + 1 + 1 - 2, 10 + 1 + 1 - 2], costs);
        foreach (var told in await events.ReceiveAsync(8, Minute, Token))
        {
            var before = process.Policy.Operations;
            await process.Get<Allocator>().AllocateAsync(told.Message!, Token);
            Assert.Equal(8 + more, process.Policy.Operations - before);
        }
    }

    [Fact]
    public async Task An_allocation_reads_only_the_agents_it_calls_once_their_availability_is_known()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var process = world.Start();
        var calls = new List<int>();
        for (var post = 0; post < 3; post++)
        {
            await process.Get<PostWriter>().WriteAsync(Some.NewPost() with { RunId = $"run-{post}" }, Token);
            var message = Assert.Single(await process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token));
            var before = process.Policy.Operations;

            var outcome = await process.Get<Allocator>().AllocateAsync(message.Message!, Token);

            var record = Assert.IsType<AllocationOutcome.Decided>(outcome).Record;
            calls.Add(record.RunIds.Count());
            // Event, record, window, post, commit; for each called agent the last run, the index and the message. The first
            // time the standing of each agent takes two in place of the one, and the runtime's state, the findings about
            // quality, the memory of the author and the webhooks are read.
            var first = post == 0 ? (2 * record.Candidates.Count) - record.RunIds.Count() + 4 : 0;
            Assert.Equal(5 + (3 * record.RunIds.Count()) + first, process.Policy.Operations - before);
        }

        Assert.NotEqual(0, calls.Skip(1).Sum());
    }
}
