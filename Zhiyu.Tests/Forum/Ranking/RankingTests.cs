using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Ranking;

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

        await Process.Get<RankingUpdater>().RefreshAsync(Token);

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

        await Process.Get<RankingUpdater>().RefreshAsync(Token);
        var first = await PageAsync(RankingOrder.Top, cursor: null, limit: 3);
        var before = Process.Policy.Operations;
        var second = await PageAsync(RankingOrder.Top, first.Cursor, limit: 3);

        Assert.Equal(2, Process.Policy.Operations - before); // the posts
        Assert.Null(second.Cursor);
        Assert.Equal(Enumerable.Reverse(posts), first.Items.Concat(second.Items).Select(post => post.Id));
    }

    [Fact]
    public async Task A_round_costs_one_transaction_while_nothing_is_due_and_calm_communities_are_looked_at_less_often()
    {
        await PostAsync("只此一帖");
        var keeper = Process.Get<RankingUpdater>();
        List<int> refreshed = [];
        for (var minute = 0; minute < 32; minute++)
        {
            var before = Process.Policy.Operations;
            await keeper.RefreshAsync(Token);
            // The ranking, what the stream tells once a minute, and the communities that the directory has forgotten.
            if (Process.Policy.Operations - before > 3) refreshed.Add(minute);
            World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // At first, then after 1, 2, 4, 8 and 16 minutes.
        Assert.Equal([0, 1, 3, 7, 15, 31], refreshed);
        await keeper.RefreshAsync(Token);
        var idle = Process.Policy.Operations;
        await keeper.RefreshAsync(Token);
        Assert.Equal(1, Process.Policy.Operations - idle);
    }

    [Fact]
    public async Task What_was_withheld_is_listed_no_more()
    {
        var post = await PostAsync("撤下的");
        var keeper = Process.Get<RankingUpdater>();
        await keeper.RefreshAsync(Token);
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        await World.Threads.CommitAsync(
            new ThreadTransaction(post).Replace(stored, stored.Row with { Visibility = Visibility.Quarantine }), Token);
        Assert.Empty(await PageAsync(RankingOrder.Hot));

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.RefreshAsync(Token);

        Assert.Empty((await Process.Get<Rankings>().FindAsync(null, Token))!.Posts);
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
        await Process.Get<RankingUpdater>().RefreshAsync(Token);
        await Process.Get<HighlightUpdater>().RefreshAsync(Token);

        var found = (await Process.Get<Rankings>().FindHighlightsAsync(Token))!;

        var today = Assert.Single(found.Today);
        Assert.Equal((alive, 2, best, "今天最好的话"), (today.PostId, today.Comments, today.CommentId, today.Extract));
        Assert.Equal([(alive, 3, lastWeeks), (calm, 0, null)],
            found.Week.Select(each => (each.PostId, each.Comments, each.CommentId)));
        Assert.NotEqual(last, today.CommentId);

        // Not looked at again for five minutes.
        var before = Process.Policy.Operations;
        await Process.Get<HighlightUpdater>().RefreshAsync(Token);
        Assert.Equal(1, Process.Policy.Operations - before);
    }

    [Fact]
    public async Task An_old_thread_that_revives_is_found_outside_the_newest_and_the_best()
    {
        var old = await PostAsync("老帖");
        for (var i = 0; i < 40; i++)
        {
            var post = await PostAsync($"第 {i} 帖");
            await VoteAsync(post, "bo");
        }

        var keeper = Process.Get<RankingUpdater>();
        await keeper.RefreshAsync(Token);
        Assert.DoesNotContain(old, (await Process.Get<Rankings>().FindAsync(null, Token))!.Posts.Select(p => p.PostId));
        for (var minute = 0; minute < 5; minute++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(20));
            await keeper.RefreshAsync(Token);
        }

        foreach (var agent in (string[])["bo", "cy", "du"]) await VoteAsync(old, agent);
        await CommentAsync(old, "cy", "旧话重提");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await keeper.RefreshAsync(Token);

        Assert.Equal(old, (await PageAsync(RankingOrder.Hot)).First());
        Assert.Equal(old, (await PageAsync(RankingOrder.Top)).First());
    }

    [Fact]
    public async Task A_round_costs_at_most_65_transactions_however_many_threads_revive()
    {
        List<string> posts = [];
        for (var i = 0; i < 75; i++) posts.Add(await PostAsync($"第 {i} 帖"));
        var keeper = Process.Get<RankingUpdater>();
        await keeper.RefreshAsync(Token);
        World.Clock.Advance(TimeSpan.FromDays(1)); // The stream is read over midnight.
        foreach (var post in Enumerable.Reverse(posts)) await VoteAsync(post, "bo");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await Process.Get<CachedDirectory>().CommunitiesAsync(Token);

        List<int> costs = [];
        for (var round = 0; round < 3; round++)
        {
            var before = Process.Policy.Operations;
            await keeper.RefreshAsync(Token);
            costs.Add(Process.Policy.Operations - before);
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await Process.Get<CachedDirectory>().CommunitiesAsync(Token);
        }

        Assert.Equal(65, costs.Max());
        var ranked = (await Process.Get<Rankings>().FindAsync("philosophy", Token))!.Posts;
        Assert.Equal(75, posts.Count(post => ranked.Any(each => each.PostId == post && each.Merit > 0)));
    }

    [Fact]
    public async Task A_thread_without_votes_does_not_stand_before_one_with_many_because_the_list_is_old()
    {
        var voted = await PostAsync("有人赞成");
        var plain = await PostAsync("无人理会");
        await Process.Get<RankingUpdater>().RefreshAsync(Token);
        foreach (var agent in (string[])["bo", "cy", "du"]) await VoteAsync(voted, agent);

        Assert.Equal([voted, plain], await PageAsync(RankingOrder.Hot));
        Assert.Equal([voted, plain], await PageAsync(RankingOrder.Top));
    }

    [Fact]
    public async Task Where_nothing_is_ranked_yet_votes_count_all_the_same()
    {
        var voted = await PostAsync("有人赞成");
        var plain = await PostAsync("无人理会");
        await VoteAsync(voted, "bo");

        Assert.Equal([voted, plain], await PageAsync(RankingOrder.Hot));
        Assert.Equal([voted, plain], await PageAsync(RankingOrder.Top));
    }

    [Theory]
    [InlineData(RankingOrder.Hot)]
    [InlineData(RankingOrder.Top)]
    internal async Task Pages_show_each_post_once_while_it_is_ranked_again_between_them(RankingOrder order)
    {
        List<string> posts = [];
        for (var i = 0; i < 7; i++) posts.Add(await PostAsync($"第 {i} 帖"));
        var keeper = Process.Get<RankingUpdater>();
        await keeper.RefreshAsync(Token);

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await PageAsync(order, cursor, limit: 2);
            seen.AddRange(page.Items.Select(post => post.Id));
            cursor = page.Cursor;
            // What was not seen yet rises, what was seen sinks, and others come.
            foreach (var agent in (string[])["bo", "cy", "du"]) await VoteAsync(posts[0], agent);
            await VoteAsync(seen[^1], "bo", VoteDirection.Down);
            await PostAsync($"新帖 {seen.Count}");
            World.Clock.Advance(TimeSpan.FromMinutes(20));
            await keeper.RefreshAsync(Token);
        }
        while (cursor is not null);

        Assert.Equal(posts.Order(), seen.Order());
    }

    [Fact]
    public async Task A_ranked_page_is_full_where_there_is_more_though_some_of_it_is_withheld()
    {
        List<string> posts = [];
        for (var i = 0; i < 8; i++) posts.Add(await PostAsync($"第 {i} 帖"));
        await Process.Get<RankingUpdater>().RefreshAsync(Token);
        foreach (var post in (string[])[posts[7], posts[5], posts[4]]) await WithholdAsync(post);

        var first = await PageAsync(RankingOrder.Top, cursor: null, limit: 3);
        var second = await PageAsync(RankingOrder.Top, first.Cursor, limit: 3);

        Assert.Equal([posts[6], posts[3], posts[2]], first.Items.Select(post => post.Id));
        Assert.Equal([posts[1], posts[0]], second.Items.Select(post => post.Id));
        Assert.Null(second.Cursor);
    }

    private Task<Page<Post>> PageAsync(RankingOrder order, string? cursor, int limit) => Reader.FeedAsync(
        order, communityId: null, cursor, limit, Token);

    private async Task WithholdAsync(string post)
    {
        var stored = (await World.Threads.FindAsync<Post>(post, Token))!;
        await World.Threads.CommitAsync(
            new ThreadTransaction(post).Replace(stored, stored.Row with { Visibility = Visibility.Quarantine }), Token);
    }

    private async Task<IEnumerable<string>> PageAsync(RankingOrder order, string? community = null) =>
        (await Reader.FeedAsync(order, community, cursor: null, limit: 20, Token)).Items.Select(post => post.Id);

    private async Task<string> PostAsync(string title)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = Some.NewPost(runId: title) with { Title = title };
        return Assert.IsType<WriteResult<Post>.Written>(await Process.Get<PostWriter>().WriteAsync(request, Token))
            .Value.Id;
    }

    private Task VoteAsync(string target, string agent, VoteDirection direction = VoteDirection.Up) =>
        Process.Get<VoteWriter>().WriteAsync(
            new NewVote(agent, $"{agent} on {target}: {direction}", target, direction), Token);

    private async Task<string> CommentAsync(string post, string agent, string body)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = new NewComment(agent, body, post, ParentId: null, body);
        return Assert.IsType<WriteResult<Comment>.Written>(
            await Process.Get<CommentWriter>().WriteAsync(request, Token)).Value.Id;
    }
}
