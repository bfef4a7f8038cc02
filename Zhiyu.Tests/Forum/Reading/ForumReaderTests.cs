using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Reading;

/// <summary>What pages cost that this instance has read before, and that others change under it.</summary>
public sealed class ForumReaderTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private ForumReader Reader => Process.Get<ForumReader>();

    [Fact]
    public async Task The_newest_posts_cost_their_reads_and_for_a_second_nothing_else()
    {
        var (first, second) = (await PostAsync(1), await PostAsync(2));
        Assert.Equal(($"{second} {first}", 3), await FeedAsync()); // the entries, two posts
        Assert.Equal(($"{second} {first}", 2), await FeedAsync());

        var third = await PostAsync(3);

        Assert.Equal(($"{third} {second} {first}", 4), await FeedAsync());
        Assert.Equal(($"{third} {second} {first}", 3), await FeedAsync());
    }

    [Fact]
    public async Task A_page_further_back_is_kept_as_well()
    {
        var (first, second) = (await PostAsync(1), await PostAsync(2));
        var (page, cost) = await FeedAsync(limit: 1);
        Assert.Equal((second, 2), (page.Items[0].Id, cost));

        var (next, dear) = await FeedAsync(limit: 1, page.Cursor);
        var (again, cheap) = await FeedAsync(limit: 1, page.Cursor);

        Assert.Equal((first, first), (next.Items[0].Id, again.Items[0].Id));
        Assert.Equal((2, 1), (dear, cheap));
    }

    [Fact]
    public async Task What_this_instance_has_posted_is_there_at_once()
    {
        await FeedAsync();

        var written = await Process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);

        var post = Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
        Assert.Equal((post, 2), await FeedAsync());
    }

    [Fact]
    public async Task Many_who_want_a_page_at_once_have_it_read_once()
    {
        using var cache = new PageCache(World.Clock);
        var (reads, gate) = (0, new TaskCompletionSource());
        var asked = Enumerable.Range(0, 10).Select(_ => cache.GetAsync<int>(
            "page", TimeSpan.FromSeconds(1), async _ =>
            {
                Interlocked.Increment(ref reads);
                await gate.Task;
                World.Clock.Advance(TimeSpan.FromSeconds(2)); // Longer than a page is good for.
                return [7];
            },
            _ => 0, Token)).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(asked), page => Assert.Equal([7], page));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Where_one_gives_up_who_read_for_others_another_reads()
    {
        using var cache = new PageCache(World.Clock);
        using var leaving = new CancellationTokenSource();
        var first = cache.GetAsync<int>("page", TimeSpan.FromSeconds(1), async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return [];
        }, _ => 0, leaving.Token);
        var second = cache.GetAsync<int>(
            "page", TimeSpan.FromSeconds(1), _ => Task.FromResult<IReadOnlyList<int>>([7]), _ => 0, Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal([7], await second);
    }

    [Fact]
    public async Task A_post_that_another_instance_withholds_leaves_the_page_at_once()
    {
        var (first, second) = (await PostAsync(1), await PostAsync(2));
        await FeedAsync();

        await TakeAsync(GovernanceTarget.Post, second, GovernanceActionKind.Reject);

        Assert.Equal((first, 2), await FeedAsync());
    }

    [Fact]
    public async Task Comments_cost_nothing_beside_their_post_until_there_is_another()
    {
        var post = await PostAsync(1);
        await CommentAsync(post, 1);
        Assert.Equal(("1", 2), await CommentsAsync(post));
        Assert.Equal(("1", 1), await CommentsAsync(post));

        await CommentAsync(post, 2);

        Assert.Equal(("1 2", 2), await CommentsAsync(post));
        Assert.Equal(("1 2", 1), await CommentsAsync(post));
    }

    [Theory]
    [InlineData(GovernanceActionKind.Reject, "")]
    [InlineData(GovernanceActionKind.Fold, "1")]
    internal async Task What_another_instance_decides_about_a_comment_shows_at_once(
        GovernanceActionKind kind, string remaining)
    {
        var post = await PostAsync(1);
        var comment = await CommentAsync(post, 1);
        await CommentsAsync(post);

        await TakeAsync(GovernanceTarget.Comment, comment, kind);

        Assert.Equal((remaining, 2), await CommentsAsync(post));
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        var shown = (await Reader.CommentsAsync(stored, cursor: null, 20, withheld: true, Token)).Items[0];
        Assert.Equal((await World.Threads.FindAsync<Comment>(comment, Token))!.Row.Visibility, shown.Visibility);
    }

    [Fact]
    public async Task A_vote_is_counted_within_a_second()
    {
        var post = await PostAsync(1);
        var comment = await CommentAsync(post, 1);
        await CommentsAsync(post);
        await World.Observer.Get<VoteWriter>().WriteAsync(
            new NewVote("bo", "vote", comment, VoteDirection.Up), Token);

        World.Clock.Advance(TimeSpan.FromSeconds(1));

        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        Assert.Equal(1, (await Reader.CommentsAsync(stored, cursor: null, 20, withheld: false, Token)).Items[0].VoteScore);
    }

    [Fact]
    public async Task A_page_is_full_where_there_is_more_though_some_of_it_is_withheld()
    {
        List<string> posts = [];
        for (var i = 0; i < 8; i++) posts.Add(await PostAsync(i));
        foreach (var post in (string[])[posts[7], posts[5], posts[4]])
            await TakeAsync(GovernanceTarget.Post, post, GovernanceActionKind.Reject);

        var (first, _) = await FeedAsync(limit: 3);
        var (second, _) = await FeedAsync(limit: 3, first.Cursor);

        Assert.Equal([posts[6], posts[3], posts[2]], first.Items.Select(post => post.Id));
        Assert.Equal([posts[1], posts[0]], second.Items.Select(post => post.Id));
        Assert.Null(second.Cursor);
    }

    [Fact]
    public async Task A_page_of_comments_is_full_where_there_is_more_though_some_of_it_is_withheld()
    {
        var post = await PostAsync(1);
        List<string> comments = [];
        for (var i = 0; i < 8; i++) comments.Add(await CommentAsync(post, i));
        foreach (var comment in (string[])[comments[0], comments[2], comments[3]])
            await TakeAsync(GovernanceTarget.Comment, comment, GovernanceActionKind.Reject);
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;

        var first = await Reader.CommentsAsync(stored, cursor: null, limit: 3, withheld: false, Token);
        var second = await Reader.CommentsAsync(stored, first.Cursor, limit: 3, withheld: false, Token);

        Assert.Equal([comments[1], comments[4], comments[5]], first.Items.Select(comment => comment.Id));
        Assert.Equal([comments[6], comments[7]], second.Items.Select(comment => comment.Id));
        Assert.Null(second.Cursor);
    }

    private async Task<(string, int)> FeedAsync()
    {
        var (page, cost) = await FeedAsync(limit: 20);
        return (string.Join(' ', page.Items.Select(post => post.Id)), cost);
    }

    private async Task<(Page<Post> Page, int Cost)> FeedAsync(int limit, string? cursor = null)
    {
        var before = Process.Policy.Operations;
        var page = await Reader.NewestAsync(communityId: null, cursor, limit, Token);
        return (page, Process.Policy.Operations - before);
    }

    // As the endpoint does: the post first.
    private async Task<(string, int)> CommentsAsync(string postId)
    {
        var before = Process.Policy.Operations;
        var post = (await Process.Get<ThreadStore>().FindAsync<Post>(postId, Token))!;
        var page = await Reader.CommentsAsync(post, cursor: null, limit: 20, withheld: false, Token);
        return (string.Join(' ', page.Items.Select(comment => comment.Sequence)), Process.Policy.Operations - before);
    }

    private async Task<string> PostAsync(int number)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var written = await World.Observer.Get<PostWriter>().WriteAsync(
            new NewPost("ai", $"post {number}", Some.Community().Id, "题目", "正文", []), Token);
        return Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
    }

    private async Task<string> CommentAsync(string postId, int number)
    {
        var written = await World.Observer.Get<CommentWriter>().WriteAsync(
            new NewComment("bo", $"comment {number}", postId, null, "话"), Token);
        return Assert.IsType<WriteResult<Comment>.Written>(written).Value.Id;
    }

    private async Task TakeAsync(GovernanceTarget type, string id, GovernanceActionKind kind) =>
        Assert.IsType<GovernanceOutcome.Taken>(await World.Observer.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(kind, type, id, "root", Reason: null), Token));
}
