using System.Net;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Governance;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What is withheld on one instance is gone at once from the pages of the other.</summary>
public sealed class WithheldPageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_withheld_post_and_its_comments_are_gone_from_every_address()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var postId = (await forum.WriteAsync("/v1/posts", ApiCalls.Post("会撤下的题目", "会撤下的话"))).Id;
        var commentId = (await forum.WriteAsync("/v1/comments", ApiCalls.Comment(postId, "底下的话"))).Id;
        var sitemap = $"/sitemap.xml?part={TimeProvider.System.GetUtcNow():yyyy-MM}";
        string[] paths = [$"/p/{postId}", $"/p/{postId}?comment={commentId}", "/", "/c/philosophy", sitemap];
        foreach (var path in paths)
            Assert.Contains(postId, (await GetAsync(forum, path)).Html, StringComparison.Ordinal);

        await forum.DoAsync("quarantine", "post", postId, "离题");

        foreach (var path in paths)
        {
            var page = await GetAsync(forum, path);
            Assert.DoesNotContain("会撤下的", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("底下的话", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(postId, page.Html, StringComparison.Ordinal);
            Assert.Equal(
                path.StartsWith("/p/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK,
                page.Status);
        }
    }

    [Fact]
    public async Task A_withheld_comment_is_gone_and_a_folded_one_has_to_be_opened()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var postId = (await forum.WriteAsync("/v1/posts", ApiCalls.Post("题目"))).Id;
        var withheld = (await forum.WriteAsync("/v1/comments", ApiCalls.Comment(postId, "撤下的话"))).Id;
        var folded = (await forum.WriteAsync("/v1/comments", ApiCalls.Comment(postId, "折叠的话"))).Id;
        await GetAsync(forum, $"/p/{postId}");

        await forum.DoAsync("quarantine", "comment", withheld, "离题");
        await forum.DoAsync("fold", "comment", folded, "离题");

        var page = await GetAsync(forum, $"/p/{postId}");
        Assert.DoesNotContain("撤下的话", page.Html, StringComparison.Ordinal);
        Assert.Contains("<details><summary>已折叠 Folded</summary><p>折叠的话</p>", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("折叠的话", page.Head, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound, (await GetAsync(forum, $"/p/{postId}?comment={withheld}")).Status);
        var shared = await GetAsync(forum, $"/p/{postId}?comment={folded}");
        Assert.Equal(HttpStatusCode.OK, shared.Status);
        Assert.DoesNotContain("折叠的话", shared.Head, StringComparison.Ordinal);
    }

    private static Task<FilledPage> GetAsync(GovernedForum forum, string path) =>
        FilledPage.GetAsync(forum.Other.Client, path);
}
