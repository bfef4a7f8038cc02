using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

public sealed class AllocatorTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ForumWorld _world = null!;
    private ForumProcess _process = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Allocator Allocator => _process.Get<Allocator>();

    public async ValueTask InitializeAsync()
    {
        _world = await ForumWorld.CreateAsync(azurite, Token);
        _process = _world.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_guard_without_an_event_looks_five_times_and_is_dropped()
    {
        var message = new EventMessage(Ids.Event(Ids.NewThread(Some.Time, Some.Random()), "never written"));

        for (; message.Looks < 4; message = message with { Looks = message.Looks + 1 })
            Assert.IsType<AllocationOutcome.LooksAgain>(await Allocator.AllocateAsync(message, Token));

        Assert.IsType<AllocationOutcome.Dropped>(await Allocator.AllocateAsync(message, Token));
        Assert.Equal(4, (await _process.Get<IWorkQueue<EventMessage>>().MeasureAsync(Token)).Messages);
    }

    [Fact]
    public async Task A_commit_that_comes_after_its_guard_gave_up_is_announced_anew()
    {
        // The writer is held between guard and commit until the guard has given up.
        var thread = Ids.NewThread(Some.Time, Some.Random());
        var post = Some.Post(thread);
        var gaveUp = false;
        var committed = await _process.Get<GuardedCommit>().CommitAsync(post.EventId, async token =>
        {
            if (!gaveUp)
            {
                var dropped = await Allocator.AllocateAsync(new EventMessage(post.EventId, Looks: 99), token);
                gaveUp = dropped is AllocationOutcome.Dropped;
            }

            return new EventfulChange(new ThreadTransaction(thread).Add(post), EventOf(post));
        }, Token);

        Assert.True(committed);
        Assert.True(gaveUp);
        var revealed = Assert.Single(await _process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(32, Minute, Token));
        Assert.IsType<AllocationOutcome.Decided>(await Allocator.AllocateAsync(revealed.Message!, Token));
    }

    [Fact]
    public async Task An_event_delivered_again_is_not_decided_again_but_its_open_runs_are_sent_again()
    {
        await _process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var received = await _process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(1, Minute, Token);
        var message = Assert.Single(received).Message!;

        var first = Assert.IsType<AllocationOutcome.Decided>(await Allocator.AllocateAsync(message, Token));
        var again = Assert.IsType<AllocationOutcome.Known>(await Allocator.AllocateAsync(message, Token));

        Assert.Equal(first.Record.RunIds, again.Record.RunIds);
        var sent = await _process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Minute, Token);
        Assert.Equal(
            first.Record.RunIds.Concat(again.Record.RunIds).Order(),
            sent.Select(assignment => assignment.Message!.RunId).Order());
    }

    [Fact]
    public async Task Events_of_a_thread_decided_at_once_share_the_places_that_are_left()
    {
        _world.Quotas.ThreadQuotaShort = 4;
        await using var other = _world.Start();
        await using var third = _world.Start();
        var written = await _process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        var post = Assert.IsType<WriteResult<Post>.Written>(written).Value;
        foreach (var agent in (string[])["bo", "cy", "du"])
        {
            await _process.Get<CommentWriter>().WriteAsync(
                new NewComment(agent, $"run-{agent}", post.Id, ParentId: null, "我看未必。"), Token);
        }

        // One event wants three and three want one each.
        var messages = await other.Get<IWorkQueue<EventMessage>>().ReceiveAsync(32, Minute, Token);
        await Task.WhenAll(messages.Select((message, i) =>
            (i % 2 == 0 ? third : other).Get<Allocator>().AllocateAsync(message.Message!, Token)));

        var audit = await CascadeAudit.ReadAsync(_world.Account, post.Id, Token);
        var window = (await _world.Threads.FindAsync<ResponseWindow>(post.Id, Token))!.Row;
        Assert.Equal(4, window.Responses.Count);
        Assert.Equal(4, audit.Runs.Count);
    }

    private static ForumEvent EventOf(Post post) => new()
    {
        Id = post.EventId,
        Type = ForumEventType.PostCreated,
        CommunityId = post.CommunityId,
        ActorId = post.AuthorId,
        SubjectId = post.Id,
        Depth = 0,
        CreatedAt = post.CreatedAt,
    };
}
