using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

/// <summary>An event that has no place in its thread's window is asked again, once, when there is one.</summary>
[Trait("Set", "Quick")]
public sealed class ThreadRevisitTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private MemoryForum _forum = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _forum = await MemoryForum.CreateAsync(
        agents: 8,
        new Dictionary<string, string>
        {
            ["ALLOCATION_POST_QUOTA"] = "2",
            ["ALLOCATION_COMMENT_QUOTA"] = "1",
            ["ALLOCATION_THREAD_HALF_HOUR_QUOTA"] = "2",
            ["ALLOCATION_THREAD_DAY_QUOTA"] = "20",
            ["ALLOCATION_THREAD_OWED_PLACES"] = "0",
            ["ALLOCATION_COOLDOWN_SECONDS"] = "0",
        },
        Token);

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task It_is_asked_again_when_the_window_slides_and_the_record_says_so()
    {
        var (post, comment) = await WithUnansweredAsync();
        var first = await RecordAsync(comment);
        Assert.Equal((0, Quota.ShortWindow, null), (first.Quota!.Value, first.Quota.BindingTerm, first.FirstDecidedAt));

        _forum.Clock.Advance(29 * Minute);
        Assert.Empty(await _forum.AllocateAsync(Token));
        _forum.Clock.Advance(Minute);
        Assert.IsType<AllocationOutcome.Decided>(Assert.Single(await _forum.AllocateAsync(Token)));

        var again = await RecordAsync(comment);
        var run = await _forum.Threads.FindAsync<Run>(Assert.Single(again.RunIds), Token);
        Assert.Equal((first.DecidedAt, comment.Id), (again.FirstDecidedAt, run!.Row.TargetId));
        var window = await WindowAsync(post);
        Assert.Empty(window.Unanswered);
        Assert.Equal([new RevisitedEvent(1, comment.EventId)], window.Revisited);
        _forum.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await _forum.AllocateAsync(Token));
    }

    [Fact]
    public async Task A_repeated_message_only_assigns_again_what_it_decided()
    {
        var (post, comment) = await WithUnansweredAsync();
        var message = await RevisitAsync();
        await _forum.Get<Allocator>().AllocateAsync(message, Token);
        var decided = await RecordAsync(comment);

        var outcome = await _forum.Get<Allocator>().AllocateAsync(message, Token);

        Assert.Equal(comment.EventId, Assert.IsType<AllocationOutcome.Known>(outcome).Record.Id);
        Assert.Equal(decided.DecidedAt, (await RecordAsync(comment)).DecidedAt);
        Assert.Equal(3, (await WindowAsync(post)).Responses.Count);
        _forum.Clock.Advance(60 * Minute);
        var sent = await _forum.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Minute, Token);
        Assert.Equal(2, sent.Count(each => each.Message!.RunId == decided.RunIds.Single()));
    }

    [Fact]
    public async Task A_message_with_another_number_does_nothing()
    {
        var (post, comment) = await WithUnansweredAsync();
        var message = await RevisitAsync();

        // Sent before a commit that failed.
        var outcome = await _forum.Get<Allocator>().AllocateAsync(message with { Revisit = 2 }, Token);

        Assert.IsType<AllocationOutcome.Dropped>(outcome);
        Assert.False(await IsAnsweredAsync(comment));
        Assert.Equal(1, (await WindowAsync(post)).Revisit);
    }

    [Fact]
    public async Task Of_several_the_one_that_readers_like_is_asked_first_and_the_others_after_it()
    {
        var (post, first) = await WithUnansweredAsync();
        var second = await _forum.CommentAsync(post, "agent-7", "late", Token);
        await _forum.AllocateAsync(Token);
        var stored = (await _forum.Threads.FindAsync<Comment>(first.Id, Token))!;
        await _forum.Threads.CommitAsync(
            new ThreadTransaction(post).Replace(stored, stored.Row with { Merit = 1 }), Token);

        _forum.Clock.Advance(30 * Minute);
        await _forum.AllocateAsync(Token);
        Assert.Equal((true, false), (await IsAnsweredAsync(first), await IsAnsweredAsync(second)));

        _forum.Clock.Advance(7 * Minute);
        await _forum.AllocateAsync(Token);
        Assert.True(await IsAnsweredAsync(second));
    }

    [Fact]
    public async Task A_place_that_was_taken_meanwhile_is_waited_for_again()
    {
        var (post, comment) = await WithUnansweredAsync();
        var message = await RevisitAsync();
        for (var i = 0; i < 2; i++) await _forum.CommentAsync(post, "agent-6", $"quick-{i}", Token);
        await _forum.AllocateAsync(Token);

        Assert.IsType<AllocationOutcome.Dropped>(await _forum.Get<Allocator>().AllocateAsync(message, Token));

        Assert.False(await IsAnsweredAsync(comment));
        var window = await WindowAsync(post);
        Assert.Equal((2, comment.EventId), (window.Revisit, Assert.Single(window.Unanswered).EventId));
        _forum.Clock.Advance(31 * Minute);
        await _forum.AllocateAsync(Token);
        Assert.True(await IsAnsweredAsync(comment));
    }

    [Fact]
    public async Task A_message_that_is_lost_is_sent_again_by_the_next_event_of_the_thread()
    {
        var (post, comment) = await WithUnansweredAsync();
        await RevisitAsync();
        _forum.Clock.Advance(TimeSpan.FromHours(2));

        await _forum.CommentAsync(post, "agent-6", "later", Token);
        await _forum.AllocateAsync(Token);

        Assert.True(await IsAnsweredAsync(comment));
    }

    [Fact]
    public async Task What_is_withheld_meanwhile_is_not_answered()
    {
        var (post, comment) = await WithUnansweredAsync();
        var stored = (await _forum.Threads.FindAsync<Comment>(comment.Id, Token))!;
        await _forum.Threads.CommitAsync(
            new ThreadTransaction(post).Replace(stored, stored.Row with { Visibility = Visibility.Quarantine }), Token);

        _forum.Clock.Advance(30 * Minute);
        await _forum.AllocateAsync(Token);

        Assert.Equal(Admission.ContentWithheld, (await RecordAsync(comment)).Admission);
        Assert.Empty((await WindowAsync(post)).Unanswered);
    }

    /// <summary>A post that took both places, and a comment that found none.</summary>
    private async Task<(string Post, Comment Comment)> WithUnansweredAsync()
    {
        var post = await _forum.PostAsync("agent-7", Token);
        await _forum.AllocateAsync(Token);
        var comment = await _forum.CommentAsync(post, "agent-7", "unanswered", Token);
        await _forum.AllocateAsync(Token);
        return (post, comment);
    }

    /// <summary>Takes the message of the revisit off its queue, half an hour later.</summary>
    private async Task<EventMessage> RevisitAsync()
    {
        _forum.Clock.Advance(30 * Minute);
        var received = Assert.Single(await _forum.Events.ReceiveAsync(32, Minute, Token));
        await _forum.Events.DeleteAsync(received.Receipt, Token);
        Assert.Equal((1, Some.Time + (30 * Minute)), (received.Message!.Revisit, received.Message.NotBefore));
        return received.Message;
    }

    private async Task<AllocationRecord> RecordAsync(Comment comment) =>
        (await _forum.Threads.FindAsync<AllocationRecord>(comment.EventId, Token))!.Row;

    private async Task<bool> IsAnsweredAsync(Comment comment) => (await RecordAsync(comment)).SelectedAgents.Any();

    private async Task<ResponseWindow> WindowAsync(string post) =>
        (await _forum.Threads.FindAsync<ResponseWindow>(post, Token))!.Row;
}
