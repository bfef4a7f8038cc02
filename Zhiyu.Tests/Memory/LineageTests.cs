using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// A comment is answered, the answer is noted, and the note is recalled in another thread, where it is answered again.
/// </summary>
public sealed class LineageTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly string First = Ids.NewThread(Some.Time, Some.Random());
    private static readonly string Second = Ids.NewThread(Some.Time, Some.Random(2));
    private static readonly string Third = Ids.NewThread(Some.Time, Some.Random(3));

    private readonly AzuriteFixture _azurite = azurite;

    [Fact]
    public async Task All_that_came_of_a_comment_is_withheld_by_one_action_and_nothing_else()
    {
        await LiveAsync();

        var outcome = await WithdrawAsync();

        Assert.Equal(new LineageExtent(6, IsComplete: true), outcome.Lineage);
        Assert.Equal(
            [
                Ids.Comment(First, 1), Ids.Comment(First, 2), Ids.Comment(First, 4), Ids.Comment(Second, 1),
                Ids.Comment(Second, 2), Third,
            ],
            await WithheldAsync());
        Assert.Equal(["du"], await RememberingAsync());
        Assert.Equal(1, (await World.Threads.FindAsync<Post>(First, Token))!.Row.CommentCount);
        var reasons = (await Process.Get<AuditReader>().NewestAsync(null, 20, Token)).Items
            .Select(action => (action.Kind, action.Reason)).Distinct();
        Assert.Equal(
            [
                (GovernanceActionKind.WithdrawLineage, $"came of {Ids.Comment(First, 1)}: 毒"),
                (GovernanceActionKind.WithdrawLineage, (string?)"毒"),
            ],
            reasons);
    }

    [Fact]
    public async Task Taken_again_it_finds_the_same_and_changes_nothing_but_the_record_of_its_target()
    {
        await LiveAsync();
        await WithdrawAsync();
        var actions = (await Process.Get<AuditReader>().NewestAsync(null, 50, Token)).Items.Count;

        var outcome = await WithdrawAsync();

        Assert.Equal(new LineageExtent(6, IsComplete: true), outcome.Lineage);
        Assert.Equal(actions + 1, (await Process.Get<AuditReader>().NewestAsync(null, 50, Token)).Items.Count);
    }

    [Fact]
    public async Task What_stopped_at_its_limit_goes_on_when_it_is_repeated()
    {
        await LiveAsync();
        var limited = new LineageWithdrawal(
            World.Threads, Process.Get<AgentRuns>(), Process.Get<ContentModeration>(), Process.Get<ThreadMemories>())
        {
            MaxThreads = 1,
        };

        // A thread each time.
        List<(bool, int)> steps = [];
        for (var step = 0; step < 3; step++)
            steps.Add(((await WithdrawAsync(limited)).Lineage!.IsComplete, (await WithheldAsync()).Count));

        Assert.Equal([(false, 3), (false, 5), (true, 6)], steps);
    }

    [Fact]
    public async Task Where_not_all_runs_of_an_agent_were_read_it_says_so()
    {
        await LiveAsync();
        // Later runs, in which bo recalls nothing of it.
        for (var number = 0; number < 100; number++)
            await World.Observer.Get<AgentRuns>().AddAsync(
                new AgentRun("bo", $"{Second}-r{number}", Some.Time.AddDays(1).AddMinutes(number)), Token);
        var limited = new LineageWithdrawal(
            World.Threads, Process.Get<AgentRuns>(), Process.Get<ContentModeration>(), Process.Get<ThreadMemories>())
        {
            MaxRunsOfAgent = 100,
        };

        Assert.False((await WithdrawAsync(limited)).Lineage!.IsComplete);
        Assert.True((await WithdrawAsync()).Lineage!.IsComplete);
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Wherever_the_process_dies_the_repeated_action_finishes_it(Death death)
    {
        var operations = await CaseAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(_azurite, Token);
        await LiveAsync(world);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await WithdrawAsync(process);
            }
            catch (ProcessDiedException)
            {
            }
        }

        // What is withheld is remembered by none, even before that; the fourth comment quoted the first.
        var withheld = await WithheldAsync(world);
        Assert.Empty(withheld.Concat(withheld.Contains(Ids.Comment(First, 1)) ? [Ids.Comment(First, 4)] : [])
            .Intersect((await RememberedAsync(world)).Select(entry => entry.ContentId)));
        await using var successor = world.Start();
        Assert.Equal(new LineageExtent(6, IsComplete: true), (await WithdrawAsync(successor)).Lineage);
        Assert.Equal(6, (await WithheldAsync(world)).Count);
        Assert.Equal(["du"], await RememberingAsync(world));
        Assert.Equal(1, (await world.Threads.FindAsync<Post>(First, Token))!.Row.CommentCount);
        // Each has one decision on record; the target has one for each time that it was asked for and done.
        foreach (var id in (await WithheldAsync(world)).Where(id => id != Ids.Comment(First, 1)))
            Assert.Equal(1, (await world.Threads.FindAsync<Review>(id, Token))!.Row.Actions);
        return mortal.Operations;
    }

    private Task<GovernanceOutcome.Taken> WithdrawAsync() => WithdrawAsync(Process);

    private static Task<GovernanceOutcome.Taken> WithdrawAsync(ForumProcess process) =>
        WithdrawAsync(process.Get<LineageWithdrawal>());

    private static async Task<GovernanceOutcome.Taken> WithdrawAsync(LineageWithdrawal withdrawal) =>
        Assert.IsType<GovernanceOutcome.Taken>(await withdrawal.TakeAsync(
            new GovernanceOrder(
                GovernanceActionKind.WithdrawLineage, GovernanceTarget.Comment, Ids.Comment(First, 1), "root", "毒"),
            Token));

    private Task LiveAsync() => LiveAsync(World);

    private static async Task LiveAsync(ForumWorld world)
    {
        var post = Some.Post(First);
        // The comment over the data plane, and one that answers it; an innocent one; one that quoted the comment.
        var poison = Comment(First, 1, "du", "run-1");
        var answer = Comment(First, 2, "ai", "run-2") with { ParentId = poison.Id };
        var quoting = ReplyRun(First, "bo", 4, [Quoted(poison)]);
        await CommitAsync(world, First, post with { CommentCount = 4, LastSequence = 4 },
            [poison, answer, Comment(First, 3, "cy", ReplyRun(First, "cy", 3, []).Id), Comment(First, 4, "bo", quoting.Id)],
            [quoting, ReplyRun(First, "cy", 3, [])]);

        // In another thread, bo recalls what it noted then; ai reads that, and notes something itself; du does not.
        var note = new RecalledNote(
            quoting.Id, quoting.ContentId!, "自由是什么", NoteKind.Fact, "du", "一件事", Some.Time);
        var recalling = ReplyRun(Second, "bo", 1, []) is var run ? Recalling(run, note) : null!;
        var first = Comment(Second, 1, "bo", recalling.Id);
        var reading = ReplyRun(Second, "ai", 2, [Quoted(first)]);
        var innocent = ReplyRun(Second, "du", 3, []);
        await CommitAsync(world, Second, Some.Post(Second) with { CommentCount = 3, LastSequence = 3 },
            [first, Comment(Second, 2, "ai", reading.Id), Comment(Second, 3, "du", innocent.Id)],
            [recalling, reading, innocent]);

        // And in a third one, ai begins a thread of what it noted there.
        var beginning = Some.Run(Third, "ai", "due") with
        {
            Kind = RunKind.Post,
            Status = RunStatus.Published,
            ContentId = Third,
            CreatedAt = Some.Time.AddHours(2),
            Prompt = new RunPrompt("create-post", "3", 1, new PostContext(SomePrompts.Measurer, SomePrompts.Community, [])
            {
                Recalled = [note with { RunId = reading.Id, ContentId = reading.ContentId! }],
            }, ""),
        };
        await CommitAsync(world, Third, Some.Post(Third) with { RunId = beginning.Id }, [], [beginning]);
        foreach (var each in (Run[])[quoting, recalling, reading, innocent, beginning])
        {
            await world.Observer.Get<AgentRuns>().AddAsync(AgentRun.Of(each), Token);
            if (each.Notes is { } notes)
                await world.Observer.Get<MemoryStore>().AddAsync(
                    new MemoryEntry(each.Id, each.AgentId, "philosophy", "自由", each.ContentId!, Some.Time, notes), Token);
        }
    }

    private static async Task CommitAsync(
        ForumWorld world, string threadId, Post post, IReadOnlyList<Comment> comments, IReadOnlyList<Run> runs)
    {
        var transaction = new ThreadTransaction(threadId).Add(post).Add(ForumEvent.Of(post, post.CommunityId));
        foreach (var comment in comments) transaction.Add(comment).Add(ForumEvent.Of(comment, post.CommunityId));
        foreach (var run in runs) transaction.Add(run);
        await world.Threads.CommitAsync(transaction, Token);
    }

    private static Comment Comment(string threadId, int sequence, string author, string runId) =>
        Some.Comment(threadId, sequence, author) with { RunId = runId };

    private static QuotedComment Quoted(Comment comment) =>
        new(comment.Id, comment.ParentId, comment.AuthorId, comment.Body, comment.CreatedAt);

    private static Run Recalling(Run run, RecalledNote note) => run with
    {
        Prompt = run.Prompt! with { Context = run.Prompt.Context with { Recalled = [note] } },
    };

    private static Run ReplyRun(string threadId, string agent, int sequence, IReadOnlyList<QuotedComment> quoted) =>
        Some.Run(threadId, agent) with
        {
            Status = RunStatus.Published,
            ContentId = Ids.Comment(threadId, sequence),
            CreatedAt = Some.Time.AddHours(threadId == First ? 0 : 1),
            Notes = agent == "cy" ? null : new RunNotes(null, null, null, [new Note(NoteKind.Fact, "du", "一件事")]),
            Prompt = new RunPrompt("reply-to-post", "3", 1, SomePrompts.ToPost() with
            {
                Post = SomePrompts.Post with { Id = threadId },
                Others = quoted,
            }, ""),
        };

    private Task<IReadOnlyList<string>> WithheldAsync() => WithheldAsync(World);

    private static async Task<IReadOnlyList<string>> WithheldAsync(ForumWorld world)
    {
        List<string> withheld = [];
        foreach (var threadId in (string[])[First, Second, Third])
        {
            var comments = await world.Threads.CommentsAfterAsync(threadId, 0, 100, Token);
            withheld.AddRange(comments.Where(comment => !comment.IsReadable).Select(comment => comment.Id));
            if (await world.Threads.FindAsync<Post>(threadId, Token) is { Row.IsReadable: false }) withheld.Add(threadId);
        }

        return withheld;
    }

    private Task<IReadOnlyList<string>> RememberingAsync() => RememberingAsync(World);

    private static async Task<IReadOnlyList<string>> RememberingAsync(ForumWorld world) =>
        [.. (await RememberedAsync(world)).Select(entry => entry.AgentId).Distinct()];

    private static async Task<IReadOnlyList<MemoryEntry>> RememberedAsync(ForumWorld world)
    {
        var memories = await Task.WhenAll(
            ForumWorld.Agents.Select(id => world.Observer.Get<MemoryStore>().ReadAsync(id, Token)));
        return [.. memories.SelectMany(memory => memory.Entries)];
    }
}
