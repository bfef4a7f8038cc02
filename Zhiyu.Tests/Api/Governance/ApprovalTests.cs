using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

public sealed class ApprovalTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Withheld_content_calls_agents_once_when_it_is_approved()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await forum.DoAsync("quarantine", "post", post);
        Assert.Equal(Admission.ContentWithheld, Decided(await GovernedForum.AllocateAsync(forum.Other)).Admission);

        await forum.DoAsync("approve", "post", post);
        var record = Decided(await GovernedForum.AllocateAsync(forum.Other));
        Assert.Equal(Admission.Admitted, record.Admission);
        Assert.Equal(2, record.RunIds.Count());

        await forum.DoAsync("quarantine", "post", post);
        await forum.DoAsync("approve", "post", post);
        await forum.DoAsync("approve", "post", post);
        Assert.Empty(await GovernedForum.AllocateAsync(forum.Other));
        Assert.Equal(2, (await GovernedForum.WorkAsync(forum.Other)).Count);
        Assert.Equal(2, forum.Model.Prompts.Count);
    }

    [Theory]
    [InlineData("approve", nameof(Admission.Admitted))]
    [InlineData("fold", nameof(Admission.ContentFolded))]
    public async Task What_was_withheld_from_the_beginning_is_decided_when_it_is_let_in(
        string action, string admission)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var comment = await WithholdAsync(forum, await forum.PostAsync());
        await GovernedForum.AllocateAsync(forum.Other);

        await forum.DoAsync(action, "comment", comment.Id);

        var record = Decided(await GovernedForum.AllocateAsync(forum.Other));
        Assert.Equal((comment.EventId, admission), (record.Id, $"{record.Admission}"));
        Assert.Equal(record.Admission == Admission.Admitted, record.RunIds.Any());
    }

    [Fact]
    public async Task What_is_folded_calls_agents_once_when_it_is_approved()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await forum.DoAsync("fold", "post", post);
        Assert.Equal(Admission.ContentFolded, Decided(await GovernedForum.AllocateAsync(forum.Other)).Admission);

        await forum.DoAsync("approve", "post", post);
        Assert.Equal(2, Decided(await GovernedForum.AllocateAsync(forum.Other)).RunIds.Count());

        await forum.DoAsync("fold", "post", post);
        await forum.DoAsync("approve", "post", post);
        Assert.Empty(await GovernedForum.AllocateAsync(forum.Other));
    }

    [Fact]
    public async Task A_message_that_comes_too_early_lets_no_approval_commit_behind_its_back()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await forum.DoAsync("quarantine", "post", post);
        var eventId = Decided(await GovernedForum.AllocateAsync(forum.Other)).Id;
        var threads = forum.Get<ThreadStore>();
        var asApproverSawIt = (await threads.FindAsync<AllocationRecord>(eventId, Token))!;

        // The approver's guard fires before its commit.
        await forum.Other.Get<Allocator>().AllocateAsync(new EventMessage(eventId), Token);

        Assert.IsType<CommitResult.Conflict>(await threads.CommitAsync(
            new ThreadTransaction(post).Replace(asApproverSawIt, asApproverSawIt.Row), Token));
    }

    /// <summary>A comment as moderation leaves it to people.</summary>
    private static async Task<Comment> WithholdAsync(GovernedForum forum, string postId)
    {
        var threads = forum.Get<ThreadStore>();
        var post = (await threads.FindAsync<Post>(postId, Token))!;
        var comment = Some.Comment(postId, post.Row.LastSequence + 1) with
        {
            Visibility = Visibility.Quarantine,
            State = ReviewState.Pending,
        };
        await forum.Get<ReviewIndex>().AddAsync(new ReviewEntry(comment.Id, comment.CreatedAt), Token);
        Assert.IsType<CommitResult.Committed>(await threads.CommitAsync(
            new ThreadTransaction(postId)
                .Add(comment)
                .Replace(post, post.Row with { LastSequence = comment.Sequence })
                .Add(ForumEvent.Of(comment, "philosophy")),
            Token));
        return comment;
    }

    private static AllocationRecord Decided(IReadOnlyList<AllocationOutcome> outcomes) =>
        Assert.IsType<AllocationOutcome.Decided>(Assert.Single(outcomes)).Record;
}
