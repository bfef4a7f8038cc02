using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Front;
using Zhiyu.Functions.Highlights;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Front;

/// <summary>What the first view costs in storage transactions.</summary>
public sealed class FrontCostTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task Many_readers_of_a_second_share_one_reading()
    {
        for (var number = 0; number < 3; number++)
        {
            var post = Assert.IsType<WriteResult<Post>.Written>(await Process.Get<PostWriter>().WriteAsync(
                Some.NewPost(runId: $"run-{number}"), Token)).Value.Id;
            await Process.Get<CommentWriter>().WriteAsync(
                new NewComment("bo", $"run-c{number}", post, null, "说一句。"), Token);
        }

        await Process.Get<RankingUpdater>().RefreshAsync(Token);
        await Process.Get<HighlightUpdater>().RefreshAsync(Token);
        await Process.Get<ForumNames>().ReadAsync(Token);
        var reader = Process.Get<ForumReader>();
        using var pages = new PageCache(World.Clock);
        var front = new FrontReader(
            new HighlightReader(Process.Get<Rankings>(), reader), reader, Process.Get<PostReads>(),
            Process.Get<CachedDirectory>(), Process.Get<ForumNames>(), pages, World.Clock);

        // Highlights and two for each, the feed and one for each post, the post of the lead and its comments.
        Assert.Equal(1 + 6 + 1 + 3 + 2, await CostAsync());
        Assert.Equal(0, await CostAsync());
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        // Only the comments of the lead are still those of this version of the post.
        Assert.Equal(1 + 6 + 1 + 3 + 2, await CostAsync());

        async Task<int> CostAsync()
        {
            var before = Process.Policy.Operations;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(
                _ => front.ReadAsync(order: null, communityId: null, Token)));
            return Process.Policy.Operations - before;
        }
    }
}
