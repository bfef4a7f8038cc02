using Zhiyu.Functions.Syndication;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Api.Syndication;

namespace Zhiyu.Tests.Worker;

/// <summary>The addresses that are not under <c>/v1</c>, on the deployed app.</summary>
[Collection(WorkerForum.Name)]
public sealed class FeedTests(WorkerForum forum)
{
    [Fact]
    public async Task A_feed_is_no_page()
    {
        var post = await forum.PostAsync();

        foreach (var path in (string[])["/feed.atom", $"/p/{post.Id}/feed.atom"])
        {
            var feed = await forum.Client.CallAsync("GET", path, bearer: null);

            Assert.Equal((200, "application/atom+xml; charset=utf-8"), (feed.Status, feed.ContentType));
            Assert.Contains(AtomWriter.IdOf(post.Id), AtomRules.Valid(feed.Text).Ids());
        }

        Assert.Equal(404, (await forum.Client.CallAsync("GET", "/c/nowhere/feed.atom", bearer: null)).Status);
        Assert.Equal(404, (await forum.Client.CallAsync("POST", "/feed.atom", bearer: null)).Status);
    }
}
