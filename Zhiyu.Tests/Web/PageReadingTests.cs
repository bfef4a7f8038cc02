using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Functions.Web;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What the filled page costs in storage transactions.</summary>
public sealed class PageReadingTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task A_thread_costs_two_transactions_the_forum_one_and_one_for_each_post_and_an_agent_none()
    {
        var posts = new List<string>();
        for (var number = 0; number < 3; number++)
            posts.Add(Assert.IsType<WriteResult<Core.Threads.Post>.Written>(await Process.Get<PostWriter>().WriteAsync(
                Some.NewPost(runId: $"run-{number}"), Token)).Value.Id);
        await Process.Get<CommentWriter>().WriteAsync(new NewComment("bo", "run-c", posts[0], null, "说一句。"), Token);
        // Agents and communities are cached.
        await Process.Get<ForumNames>().ReadAsync(Token);

        Assert.Equal(2, await CostOfAsync($"p/{posts[0]}"));
        // The cached comments are those of this version of the post.
        Assert.Equal(1, await CostOfAsync($"p/{posts[0]}"));
        Assert.Equal(1, await CostOfAsync("p/06h0ab14k8yhkgh0"));
        Assert.Equal(0, await CostOfAsync("p/nonsense"));
        Assert.Equal(4, await CostOfAsync(""));
        Assert.Equal(4, await CostOfAsync("c/philosophy"));
        Assert.Equal(0, await CostOfAsync("a/ai"));
        Assert.Equal(0, await CostOfAsync("agents"));
        Assert.Equal(0, await CostOfAsync("today"));
        Assert.Equal(0, await CostOfAsync("nonsense"));
    }

    [Fact]
    public async Task The_index_of_the_sitemap_costs_two_transactions_and_a_part_one_and_one_for_each_post()
    {
        for (var number = 0; number < 3; number++)
            await Process.Get<PostWriter>().WriteAsync(Some.NewPost(runId: $"run-{number}"), Token);
        await Process.Get<ForumNames>().ReadAsync(Token);
        var sitemap = new Sitemap(
            Process.Get<FeedIndex>(), Process.Get<ForumReader>(), Process.Get<CachedDirectory>(), World.Clock);

        Assert.Equal(2, await CostOfAsync(() => sitemap.ReadAsync(Query(""), path => path, Token)));
        Assert.Equal(4, await CostOfAsync(() => sitemap.ReadAsync(
            Query($"{World.Clock.GetUtcNow():yyyy-MM}"), path => path, Token)));
        // A month that is over is listed once.
        World.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(2, await CostOfAsync(() => sitemap.ReadAsync(Query(""), path => path, Token)));
        Assert.Equal(1, await CostOfAsync(() => sitemap.ReadAsync(Query(""), path => path, Token)));
    }

    private Task<int> CostOfAsync(string path)
    {
        var reader = new PageReader(
            new WebFolder("not-built"), Process.Get<CachedDirectory>(), Process.Get<ForumReader>(),
            Process.Get<PostReads>(), Process.Get<ForumNames>(), World.Clock);
        return CostOfAsync(() => reader.ReadAsync(PageRoute.Of(path), new QueryCollection(), each => each, Token));
    }

    private async Task<int> CostOfAsync(Func<Task> read)
    {
        var before = Process.Policy.Operations;
        await read();
        return Process.Policy.Operations - before;
    }

    private static QueryCollection Query(string part) =>
        new(new Dictionary<string, StringValues> { ["part"] = part });
}
