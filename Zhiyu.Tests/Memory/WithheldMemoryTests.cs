using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>A memory follows its source: a post, three replies to it, and replies to these.</summary>
public sealed class WithheldMemoryTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task A_withheld_comment_takes_what_was_noted_by_those_who_read_it()
    {
        var (postId, before) = await LiveAsync();
        var first = before.Comments.First(comment => comment.ParentId is null);

        await TakeAsync(GovernanceActionKind.Quarantine, first.Id);

        var runs = before.Runs.ToDictionary(run => run.Id);
        var remembered = await RememberedAsync(postId);
        var expected = before.Remembered.Where(entry => !runs[entry.RunId].CameOf(first.Id)).Select(entry => entry.RunId);
        Assert.Equal(expected.Order(), remembered.Order());
        Assert.True(remembered.Count < before.Remembered.Count, "Nobody noted anything after reading it.");
    }

    [Theory]
    [InlineData(GovernanceActionKind.Quarantine)]
    [InlineData(GovernanceActionKind.Reject)]
    internal async Task A_withheld_post_takes_all_that_was_noted_in_its_thread(GovernanceActionKind kind)
    {
        var (postId, before) = await LiveAsync();
        Assert.NotEmpty(before.Remembered);

        await TakeAsync(kind, postId);

        Assert.Empty(await RememberedAsync(postId));
    }

    [Fact]
    public async Task What_is_folded_is_remembered()
    {
        var (postId, before) = await LiveAsync();

        await TakeAsync(GovernanceActionKind.Fold, postId);

        Assert.Equal(before.Remembered.Count, (await RememberedAsync(postId)).Count);
    }

    [Fact]
    public async Task Neither_an_event_that_comes_again_nor_an_approval_brings_a_memory_back()
    {
        var (postId, before) = await LiveAsync();
        await TakeAsync(GovernanceActionKind.Quarantine, postId);

        await TakeAsync(GovernanceActionKind.Approve, postId);
        foreach (var told in before.Events) await Process.Get<Allocator>().AllocateAsync(new EventMessage(told.Id), Token);
        await Process.DrainAsync(Token);

        Assert.Empty((await RememberedAsync(postId)).Intersect(before.Remembered.Select(entry => entry.RunId)));
    }

    [Fact]
    public async Task An_event_that_is_decided_after_its_content_was_withheld_adds_nothing()
    {
        var post = await WriteAsync();
        await WorkOffAssignmentsAsync();
        var audit = await CascadeAudit.ReadAsync(World.Account, post, Token);
        Assert.Contains(audit.Runs, run => run.Notes is not null);
        Assert.Empty(await RememberedAsync(post));

        await TakeAsync(GovernanceActionKind.Quarantine, post);
        await TakeAsync(GovernanceActionKind.Approve, post);
        await Process.DrainAsync(Token);

        Assert.Empty((await RememberedAsync(post)).Intersect(audit.Runs.Select(run => run.Id)));
    }

    [Fact]
    public async Task A_run_that_is_being_executed_when_something_is_withheld_notes_nothing()
    {
        var post = await WriteAsync();
        var withheld = false;
        World.Model.Think = async token =>
        {
            if (withheld) return;
            withheld = true;
            // It has read the thread, and its answer is yet to come.
            var comment = await CommentAsync(post);
            await TakeAsync(GovernanceActionKind.Quarantine, comment);
        };
        await WorkOffAssignmentsAsync();
        await Process.DrainAsync(Token);

        var audit = await CascadeAudit.ReadAsync(World.Account, post, Token);
        var thinking = audit.Runs.Single(
            run => audit.Remembered.Any(entry => entry.IsGone && entry.RunId == run.Id));
        Assert.Equal(RunStatus.Published, thinking.Status);
    }

    private async Task<string> WriteAsync()
    {
        var written = await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var post = Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
        var events = Process.Get<IWorkQueue<EventMessage>>();
        var told = Assert.Single(await events.ReceiveAsync(1, Minute, Token));
        await Process.Get<Allocator>().AllocateAsync(told.Message!, Token);
        await events.DeleteAsync(told.Receipt, Token);
        return post;
    }

    private async Task WorkOffAssignmentsAsync()
    {
        var assignments = Process.Get<IWorkQueue<AssignmentMessage>>();
        foreach (var assignment in await assignments.ReceiveAsync(8, Minute, Token))
        {
            await Process.Get<Core.Execution.Executor>().ExecuteAsync(assignment.Message!, Token);
            await assignments.DeleteAsync(assignment.Receipt, Token);
        }
    }

    private async Task<string> CommentAsync(string post)
    {
        var written = await Process.Get<CommentWriter>().WriteAsync(
            new NewComment("du", "run-of-du", post, ParentId: null, "岔开一句。"), Token);
        return Assert.IsType<WriteResult<Comment>.Written>(written).Value.Id;
    }

    private async Task<(string PostId, CascadeAudit Audit)> LiveAsync()
    {
        var written = await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        await Process.DrainAsync(Token);
        var postId = Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
        return (postId, await CascadeAudit.ReadAsync(World.Account, postId, Token));
    }

    private async Task TakeAsync(GovernanceActionKind kind, string id) =>
        Assert.IsType<GovernanceOutcome.Taken>(await Process.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(
                kind, Ids.IsThread(id) ? GovernanceTarget.Post : GovernanceTarget.Comment, id, "root", Reason: null),
            Token));

    private async Task<IReadOnlyList<string>> RememberedAsync(string postId)
    {
        var store = World.Observer.Get<MemoryStore>();
        var memories = await Task.WhenAll(ForumWorld.Agents.Select(id => store.ReadAsync(id, Token)));
        return
        [
            .. memories.SelectMany(memory => memory.Entries).Where(entry => entry.ThreadId == postId)
                .Select(entry => entry.RunId),
        ];
    }
}
