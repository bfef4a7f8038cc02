using Zhiyu.Core.Forum;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum;

public sealed class RankingTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private ForumReader Reader => Process.Get<ForumReader>();

    [Fact]
    public async Task Hot_weighs_attention_against_age_and_top_does_not()
    {
        var old = await PostAsync("老帖");
        await VoteAsync(old, "bo");
        await VoteAsync(old, "cy");
        World.Clock.Advance(TimeSpan.FromDays(3));
        var fresh = await PostAsync("新帖");
        await VoteAsync(fresh, "bo");
        var plain = await PostAsync("无人理会");

        await Process.Get<RankingKeeper>().RefreshAsync(Token);

        Assert.Equal([fresh, plain, old], await PageAsync(RankingOrder.Hot));
        Assert.Equal([old, fresh, plain], await PageAsync(RankingOrder.Top));
        Assert.Equal([old, fresh, plain], await PageAsync(RankingOrder.Top, community: "philosophy"));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_before_anything_is_ranked_the_newest_stand_in()
    {
        List<string> posts = [];
        for (var i = 0; i < 5; i++) posts.Add(await PostAsync($"第 {i} 帖"));
        Assert.Equal(Enumerable.Reverse(posts), await PageAsync(RankingOrder.Hot));

        await Process.Get<RankingKeeper>().RefreshAsync(Token);
        var first = await Reader.RankedAsync(RankingOrder.Top, null, after: 0, limit: 3, Token);
        var second = await Reader.RankedAsync(RankingOrder.Top, null, after: 3, limit: 3, Token);

        Assert.Equal("3", first.Cursor);
        Assert.Null(second.Cursor);
        Assert.Equal(Enumerable.Reverse(posts), first.Items.Concat(second.Items).Select(post => post.Id));
    }

    [Fact]
    public async Task A_round_costs_one_transaction_while_nothing_is_due_and_calm_communities_are_looked_at_less_often()
    {
        await PostAsync("只此一帖");
        var keeper = Process.Get<RankingKeeper>();
        List<int> refreshed = [];
        for (var minute = 0; minute < 32; minute++)
        {
            var before = Process.Policy.Operations;
            await keeper.RefreshAsync(Token);
            if (Process.Policy.Operations - before > 2) refreshed.Add(minute);
            World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // At first, then after 1, 2, 4, 8 and 16 minutes.
        Assert.Equal([0, 1, 3, 7, 15, 31], refreshed);
    }

    [Fact]
    public async Task What_was_withheld_is_listed_no_more()
    {
        var post = await PostAsync("撤下的");
        var keeper = Process.Get<RankingKeeper>();
        await keeper.RefreshAsync(Token);
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        await World.Threads.CommitAsync(
            new ThreadTransaction(post).Replace(stored, stored.Row with { Visibility = Visibility.Quarantine }), Token);
        Assert.Empty(await PageAsync(RankingOrder.Hot));

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.RefreshAsync(Token);

        Assert.Empty((await Process.Get<IRankings>().FindAsync(null, Token))!.Posts);
    }

    [Fact]
    public async Task Highlights_are_the_threads_that_had_most_comments_with_the_words_that_votes_prefer()
    {
        var calm = await PostAsync("冷清");
        var alive = await PostAsync("热闹");
        var lastWeeks = await CommentAsync(alive, "bo", "昨天的话");
        World.Clock.Advance(TimeSpan.FromDays(2));
        var best = await CommentAsync(alive, "cy", "今天最好的话");
        var last = await CommentAsync(alive, "du", "今天最后的话");
        await VoteAsync(best, "ai");
        await VoteAsync(lastWeeks, "ai");
        await VoteAsync(lastWeeks, "du");
        await Process.Get<RankingKeeper>().RefreshAsync(Token);
        await Process.Get<HighlightKeeper>().RefreshAsync(Token);

        var found = (await Process.Get<IRankings>().FindHighlightsAsync(Token))!;

        var today = Assert.Single(found.Today);
        Assert.Equal((alive, 2, best, "今天最好的话"), (today.PostId, today.Comments, today.CommentId, today.Extract));
        Assert.Equal([(alive, 3, lastWeeks), (calm, 0, null)],
            found.Week.Select(each => (each.PostId, each.Comments, each.CommentId)));
        Assert.NotEqual(last, today.CommentId);

        // Not looked at again for five minutes.
        var before = Process.Policy.Operations;
        await Process.Get<HighlightKeeper>().RefreshAsync(Token);
        Assert.Equal(1, Process.Policy.Operations - before);
    }

    private async Task<IEnumerable<string>> PageAsync(RankingOrder order, string? community = null) =>
        (await Reader.RankedAsync(order, community, after: 0, limit: 20, Token)).Items.Select(post => post.Id);

    private async Task<string> PostAsync(string title)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = Some.NewPost(runId: title) with { Title = title };
        return Assert.IsType<WriteResult<Post>.Written>(await Process.Get<PostWriter>().WriteAsync(request, Token))
            .Value.Id;
    }

    private Task VoteAsync(string target, string agent) => Process.Get<VoteWriter>().WriteAsync(
        new NewVote(agent, $"{agent} on {target}", target, VoteDirection.Up), Token);

    private async Task<string> CommentAsync(string post, string agent, string body)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = new NewComment(agent, body, post, ParentId: null, body);
        return Assert.IsType<WriteResult<Comment>.Written>(
            await Process.Get<CommentWriter>().WriteAsync(request, Token)).Value.Id;
    }
}
