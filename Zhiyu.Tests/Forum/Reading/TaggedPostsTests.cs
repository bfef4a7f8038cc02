using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Reading;

public sealed class TaggedPostsTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    [Fact]
    public async Task Only_posts_with_the_tag_are_read()
    {
        for (var i = 0; i < 5; i++) await PostAsync(i, "别的");
        var (first, second) = (await PostAsync(5, "自由", "别的"), await PostAsync(6, "自由"));

        Assert.Equal(($"{second} {first}", 3, null), await ReadAsync("自由", cursor: null, limit: 20));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        List<string> posts = [];
        for (var i = 0; i < 5; i++) posts.Add(await PostAsync(i, i == 2 ? "别的" : "自由"));

        var (first, _, cursor) = await ReadAsync("自由", cursor: null, limit: 2);
        var (second, _, next) = await ReadAsync("自由", cursor, limit: 2);

        Assert.Equal(($"{posts[4]} {posts[3]}", $"{posts[1]} {posts[0]}"), (first, second));
        Assert.Equal(("", 1, null), await ReadAsync("自由", next, limit: 2));
    }

    [Fact]
    public async Task Entries_that_were_written_before_tags_were_are_looked_up()
    {
        var (tagged, other) = (await PostAsync(1, "自由"), await PostAsync(2, "别的"));
        foreach (var id in (string[])[tagged, other])
        {
            var post = (await World.Threads.FindAsync<Post>(id, Token))!.Row;
            await World.Feed.AddAsync(new FeedEntry(id, post.CommunityId, post.CreatedAt), Token);
        }

        Assert.Equal((tagged, 3, null), await ReadAsync("自由", cursor: null, limit: 20));
    }

    // One who asks for a tag that no post has must not cost more than this.
    [Fact]
    public async Task A_page_reads_at_most_so_many_posts_and_goes_on_from_there()
    {
        for (var i = 0; i < 110; i++)
            await World.Feed.AddAsync(
                new FeedEntry(Ids.NewThread(Some.Time, Some.Random(i + 1)), "philosophy", Some.Time.AddSeconds(i)),
                Token);

        var (found, cost, cursor) = await ReadAsync("自由", cursor: null, limit: 20);

        Assert.Equal(("", 101), (found, cost));
        Assert.Equal(("", 11, null), await ReadAsync("自由", cursor, limit: 20));
    }

    private async Task<(string Ids, int Cost, string? Cursor)> ReadAsync(
        string tag, string? cursor, int limit)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        var before = Process.Policy.Operations;
        var page = await Process.Get<TaggedPosts>().NewestAsync(tag, cursor, limit, Token);
        return (
            string.Join(' ', page.Items.Select(post => post.Id)), Process.Policy.Operations - before, page.Cursor);
    }

    private async Task<string> PostAsync(int number, params string[] tags)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var written = await World.Observer.Get<PostWriter>().WriteAsync(
            new NewPost("ai", $"post {number}", Some.Community().Id, "题目", "正文", tags), Token);
        return Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
    }
}
