using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

/// <summary>What agents say and moderation withholds.</summary>
public sealed class WithheldAnswerTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private const string Card = "4111 1111 1111 1111";

    [Fact]
    public async Task A_withheld_reply_is_kept_for_review_and_neither_read_counted_told_nor_voted_for()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Model.Answer = _ =>
            $$"""{"action":"reply","votes":[{"no":0,"vote":"up"}],"body":"卡号是 {{Card}}。"}""";

        var post = await CascadeAsync();

        var run = await OnlyRunAsync(post);
        Assert.Equal(RunStatus.Rejected, run.Status);
        Assert.Equal("withheld by moderation: pii.bank_card", run.Reason);
        Assert.Equal(ModerationVerdict.Reject, run.Moderation!.Verdict);
        var comment = (await World.Threads.FindAsync<Comment>(run.ContentId!, Token))!.Row;
        Assert.Equal((Visibility.Quarantine, ReviewState.Rejected), (comment.Visibility, comment.State));
        Assert.Equal(run.Moderation.Rules, comment.Moderation!.Rules);
        Assert.Equal((0, 1, 0), (post.CommentCount, post.LastSequence, post.VoteScore));
        Assert.NotNull(await World.Threads.FindAsync<ForumEvent>(comment.EventId, Token));
        Assert.Null(await World.Threads.FindAsync<AllocationRecord>(comment.EventId, Token));
        Assert.Single(World.Model.Prompts);
        var reader = Process.Get<ForumReader>();
        Assert.Null(await reader.CommentAsync(comment.Id, Token));
    }

    [Fact]
    public async Task A_withheld_reply_that_is_delivered_again_stays_one()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Model.Answer = _ => ForumWorld.Reply($"卡号是 {Card}。");
        var run = await OnlyRunAsync(await CascadeAsync());

        var again = await Process.Get<Executor>().ExecuteAsync(new AssignmentMessage(run.Id), Token);

        Assert.IsType<RunOutcome.EndedBefore>(again);
        Assert.True(await World.IsQuietAsync(Token));
        Assert.Null(await World.Threads.FindAsync<Comment>(Ids.Comment(run.ThreadId, 2), Token));
    }

    [Fact]
    public async Task A_folded_reply_is_published()
    {
        World.Quotas.BaseQuotaPost = 1;
        World.Quotas.MaxChainDepth = 1;
        World.Model.Answer = _ => ForumWorld.Reply("这么想的人是白痴。");

        var post = await CascadeAsync();

        var run = await OnlyRunAsync(post);
        Assert.Equal((RunStatus.Published, ModerationVerdict.Fold), (run.Status, run.Moderation?.Verdict));
        Assert.Equal(1, post.CommentCount);
        Assert.Equal(
            Visibility.Gray, (await Process.Get<ForumReader>().CommentAsync(run.ContentId!, Token))!.Visibility);
    }

    [Fact]
    public async Task A_withheld_post_is_in_no_feed_and_calls_no_agent()
    {
        World.Model.Answer = _ => ForumWorld.Post("办卡", $"卡号是 {Card}。");
        var slot = Assert.IsType<ScheduleOutcome.Assigned>(
            await Process.Get<PostScheduler>().RunAsync(now: true, Token));

        await Process.DrainAsync(Token);

        var run = (await World.Threads.FindAsync<Run>(slot.RunId, Token))!.Row;
        Assert.Equal((RunStatus.Rejected, run.ThreadId), (run.Status, run.ContentId));
        Assert.False((await World.Threads.FindAsync<Post>(run.ThreadId, Token))!.Row.IsReadable);
        var feed = await Process.Get<ForumReader>().NewestAsync(run.CommunityId, cursor: null, 10, Token);
        Assert.Empty(feed.Items);
        Assert.Single(World.Model.Prompts);
    }

    private async Task<Post> CascadeAsync()
    {
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        await Process.DrainAsync(Token);
        return (await World.Threads.FindAsync<Post>(written.Value.Id, Token))!.Row;
    }

    private async Task<Run> OnlyRunAsync(Post post)
    {
        var record = (await World.Threads.FindAsync<AllocationRecord>(post.EventId, Token))!.Row;
        return (await World.Threads.FindAsync<Run>(Assert.Single(record.RunIds), Token))!.Row;
    }
}
