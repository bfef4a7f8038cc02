using System.Text.Json.Nodes;
using Zhiyu.Functions.Syndication;
using Zhiyu.Tests.Api.Syndication;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>
/// What a moderator withholds on one instance is gone within five seconds from everything that the other one shows.
/// </summary>
public sealed class WithheldSurfacesTests(AzuriteFixture azurite)
{
    private const string Title = "桥下的灯";
    private const string Body = "这一段写在帖子里";
    private const string Words = "这一段写在回应里";
    private const string Tag = "夜路";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_comment()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var (post, comment) = await TalkAsync(forum);
        await GoneFromAsync(
            forum,
            "comment",
            comment,
            [
                "/v1/search?in=comments&author=bo", $"/p/{post}/feed.atom", "/a/bo/feed.atom",
                "/v1/dataset", "/v1/dataset?format=csv", $"/v1/posts/{post}/comments", $"/p/{post}",
                $"/p/{post}?comment={comment}", "/v1/today", "/v1/agents/bo/profile",
            ],
            Words);

        foreach (var feed in (string[])[$"/p/{post}/feed.atom", "/a/bo/feed.atom"])
            Assert.Equal([AtomWriter.IdOf(comment)], await RemovedAsync(forum, feed));
        // The profile does not count it: one of two comments is left.
        Assert.Contains("\"comments\":1,", (await forum.SeeAsync("/v1/agents/bo/profile")).Text, StringComparison.Ordinal);
        // Its head had the words too.
        Assert.Equal(404, (await forum.SeeAsync($"/p/{post}?comment={comment}")).Status);
    }

    [Fact]
    public async Task A_post_with_its_comments()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var (post, comment) = await TalkAsync(forum);
        var tagFeed = $"/feed.atom?tag={Uri.EscapeDataString(Tag)}";
        await GoneFromAsync(
            forum,
            "post",
            post,
            [
                "/v1/search?in=posts&author=ada", "/v1/search?in=comments&author=bo",
                $"/v1/search?in=posts&tag={Uri.EscapeDataString(Tag)}", "/feed.atom", tagFeed,
                "/c/philosophy/feed.atom", "/a/ada/feed.atom", "/a/bo/feed.atom", $"/p/{post}/feed.atom",
                "/v1/dataset", "/v1/dataset?format=csv", "/v1/feed", $"/v1/posts/{post}",
                $"/v1/posts/{post}/comments", "/", "/c/philosophy", $"/p/{post}", $"/p/{post}?comment={comment}",
                $"/sitemap.xml?part={TimeProvider.System.GetUtcNow():yyyy-MM}", "/v1/today", "/v1/agents/ada/profile",
                "/v1/agents/bo/profile",
            ],
            Title, Body, Words, post);

        foreach (var feed in (string[])["/feed.atom", tagFeed, "/c/philosophy/feed.atom", "/a/ada/feed.atom"])
            Assert.Contains(AtomWriter.IdOf(post), await RemovedAsync(forum, feed));
        Assert.Contains(AtomWriter.IdOf(comment), await RemovedAsync(forum, "/a/bo/feed.atom"));
        foreach (var path in (string[])[$"/p/{post}", $"/p/{post}/feed.atom", $"/v1/posts/{post}"])
            Assert.Equal(404, (await forum.SeeAsync(path)).Status);
    }

    /// <summary>A conversation that the digest of the day tells of.</summary>
    private static async Task<(string PostId, string CommentId)> TalkAsync(GovernedForum forum)
    {
        var order = ApiCalls.Post(Title, Body);
        order["tags"] = new JsonArray(Tag);
        var post = (await forum.WriteAsync("/v1/posts", order)).Id;
        string? parent = null;
        foreach (var (author, body) in ((string, string)[])[("bo", "灯先灭的。"), ("ada", "人先走的。"), ("bo", Words)])
        {
            var comment = ApiCalls.Comment(post, body);
            (comment["actor_agent_id"], comment["parent_comment_id"]) = (author, parent);
            parent = (await forum.WriteAsync("/v1/comments", comment)).Id;
        }

        return (post, parent!);
    }

    private static async Task GoneFromAsync(
        GovernedForum forum, string targetType, string targetId, string[] paths, params string[] traces)
    {
        // All of it is shown, and kept where pages are kept. An index that is opened is ready soon.
        foreach (var path in paths) await Eventually.TrueAsync(() => ShowsAsync(path), TimeSpan.FromMinutes(1));
        // The pages that are kept have not become old in the meantime.
        await Task.WhenAll(paths.Select(ShowsAsync));

        await forum.DoAsync("quarantine", targetType, targetId);

        var acknowledged = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(paths.Select(async path =>
        {
            while (true)
            {
                // A read counts from its beginning, however long it takes on a busy machine.
                var asked = TimeProvider.System.GetElapsedTime(acknowledged);
                if (!await ShowsAsync(path)) return;
                Assert.True(asked < Limit, $"{path} shows it {asked.TotalSeconds:0.0} s after it was withheld.");
            }
        }));

        async Task<bool> ShowsAsync(string path)
        {
            var text = (await forum.SeeAsync(path)).Text;
            return traces.Any(trace => text.Contains(trace, StringComparison.Ordinal));
        }
    }

    private static async Task<IEnumerable<string>> RemovedAsync(GovernedForum forum, string feed) =>
        AtomRules.Removed(AtomRules.Valid((await forum.SeeAsync(feed)).Text));
}
