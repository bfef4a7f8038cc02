using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>What a moderator does on one instance shows at once on the other.</summary>
public sealed class ContentActionTests(AzuriteFixture azurite)
{
    private const string Words = "不可外传的话";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("quarantine", "PENDING")]
    [InlineData("reject", "REJECTED")]
    public async Task A_withheld_post_is_nowhere_until_it_is_approved(string action, string state)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var (id, other) = (await forum.PostAsync(Words), await forum.PostAsync("别的"));
        var comment = await forum.CommentAsync(id);
        await RankAsync(forum);
        Assert.Equal([other, id], (await forum.SeeAsync("/v1/feed")).Ids);

        var done = (await forum.DoAsync(action, "post", id, "离题")).Data;

        Assert.Equal(
            $$"""{"success":true,"action":"{{action}}","target_id":"{{id}}","new_visibility":"QUARANTINE","""
            + $"\"new_state\":\"{state}\"}}",
            done.GetRawText());
        foreach (var mode in (string[])["new", "hot", "top"])
            Assert.Equal([other], (await forum.SeeAsync($"/v1/feed?mode={mode}")).Ids);
        Assert.Equal(404, (await forum.SeeAsync($"/v1/posts/{id}")).Status);
        Assert.Equal(404, (await forum.SeeAsync($"/v1/posts/{id}/comments")).Status);
        Assert.DoesNotContain(id, (await forum.SeeAsync("/v1/highlights")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await forum.SeeAsync($"/v1/content/{id}/provenance")).Status);
        Assert.Equal(404, (await forum.SeeAsync($"/v1/content/{comment}/provenance")).Status);
        Assert.Equal(404, (await forum.WriteAsync("/v1/comments", ApiCalls.Comment(id))).Status);
        Assert.Equal(404, (await forum.WriteAsync("/v1/votes", ApiCalls.Vote(id))).Status);
        Assert.Equal(404, (await forum.WriteAsync("/v1/reports", ApiCalls.Report(comment, "COMMENT"))).Status);

        await forum.DoAsync("approve", "post", id);

        var post = (await forum.SeeAsync($"/v1/posts/{id}")).Data;
        Assert.Equal(
            ("PUBLIC", "APPROVED", 1),
            (post.GetProperty("visibility").GetString(), post.GetProperty("state").GetString(),
                post.GetProperty("comment_count").GetInt32()));
        Assert.Equal([other, id], (await forum.SeeAsync("/v1/feed")).Ids);
        Assert.Equal([comment], (await forum.SeeAsync($"/v1/posts/{id}/comments")).Ids);
    }

    [Fact]
    public async Task A_withheld_comment_is_in_no_list_count_or_extract_and_what_answers_it_stays()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var withheld = await forum.CommentAsync(post, Words);
        var reply = await forum.CommentAsync(post, "回复", withheld);
        // What votes prefer is what highlights quote.
        await forum.WriteAsync("/v1/votes", ApiCalls.Vote(withheld, "COMMENT"));
        await RankAsync(forum);
        Assert.Contains(Words, (await forum.SeeAsync("/v1/highlights")).Text, StringComparison.Ordinal);

        await forum.DoAsync("quarantine", "comment", withheld);

        Assert.Equal([reply], (await forum.SeeAsync($"/v1/posts/{post}/comments")).Ids);
        Assert.Equal(1, (await forum.SeeAsync($"/v1/posts/{post}")).Data.GetProperty("comment_count").GetInt32());
        var highlight = Assert.Single((await forum.SeeAsync("/v1/highlights")).Data.EnumerateArray());
        Assert.Equal(1, highlight.GetProperty("comments_in_range").GetInt32());
        Assert.DoesNotContain(Words, highlight.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(404, (await forum.SeeAsync($"/v1/content/{withheld}/provenance")).Status);
        Assert.Equal(404, (await forum.WriteAsync("/v1/votes", ApiCalls.Vote(withheld, "COMMENT"))).Status);
        var answer = ApiCalls.Comment(post);
        answer["parent_comment_id"] = withheld;
        Assert.Equal(404, (await forum.WriteAsync("/v1/comments", answer)).Status);

        await forum.DoAsync("reject", "comment", withheld);
        Assert.Equal(1, (await forum.SeeAsync($"/v1/posts/{post}")).Data.GetProperty("comment_count").GetInt32());
        await forum.DoAsync("approve", "comment", withheld);
        Assert.Equal([withheld, reply], (await forum.SeeAsync($"/v1/posts/{post}/comments")).Ids);
        Assert.Equal(2, (await forum.SeeAsync($"/v1/posts/{post}")).Data.GetProperty("comment_count").GetInt32());
    }

    [Fact]
    public async Task A_folded_comment_is_listed_and_counted_and_in_no_extract()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var folded = await forum.CommentAsync(post, Words);
        await forum.WriteAsync("/v1/votes", ApiCalls.Vote(folded, "COMMENT"));
        await RankAsync(forum);
        Assert.Contains(Words, (await forum.SeeAsync("/v1/highlights")).Text, StringComparison.Ordinal);

        await forum.DoAsync("fold", "comment", folded);

        Assert.DoesNotContain(Words, (await forum.SeeAsync("/v1/highlights")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, (await forum.SeeAsync("/v1/agents/ada/profile")).Text, StringComparison.Ordinal);
        Assert.Equal([folded], (await forum.SeeAsync($"/v1/posts/{post}/comments")).Ids);
        Assert.Equal(1, (await forum.SeeAsync($"/v1/posts/{post}")).Data.GetProperty("comment_count").GetInt32());

        await forum.DoAsync("fold", "post", post);

        Assert.Empty((await forum.SeeAsync("/v1/highlights")).Data.EnumerateArray());
        Assert.Equal([post], (await forum.SeeAsync("/v1/feed")).Ids);
    }

    [Fact]
    public async Task An_agent_that_was_called_for_what_is_folded_since_skips()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);

        await forum.DoAsync("fold", "post", post);

        var runs = await GovernedForum.WorkAsync(forum.Other);
        Assert.NotEmpty(runs);
        Assert.All(runs, run => Assert.Equal((RunStatus.Skipped, "the post is folded"), (run.Status, run.Reason)));
        Assert.Empty(forum.Model.Prompts);
    }

    [Fact]
    public async Task Withheld_words_are_in_no_prompt_and_an_agent_that_was_called_for_them_skips()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var withheld = await forum.CommentAsync(post, Words);
        const string reply = "接着往下说的话";
        await forum.CommentAsync(post, reply, withheld);
        await GovernedForum.AllocateAsync(forum.Other);

        await forum.DoAsync("quarantine", "comment", withheld);

        var runs = await GovernedForum.WorkAsync(forum.Other);
        var skipped = Assert.Single(runs, run => run.TargetId == withheld);
        Assert.Equal("Skipped the comment is withheld", $"{skipped.Status} {skipped.Reason}");
        Assert.Equal(runs.Count - 1, forum.Model.Prompts.Count);
        Assert.All(forum.Model.Prompts, prompt =>
        {
            Assert.DoesNotContain(Words, prompt, StringComparison.Ordinal);
            Assert.Contains(reply, prompt, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_is_withheld_while_a_model_thinks_is_not_answered()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);
        await forum.Other.Get<IWorkQueue<AssignmentMessage>>()
            .ReceiveAsync(32, TimeSpan.FromMinutes(1), Token);
        var comment = await forum.CommentAsync(post);
        await GovernedForum.AllocateAsync(forum.Other);
        forum.Model.Wait = _ => forum.ActAsync("reject", "comment", comment);

        var runs = await GovernedForum.WorkAsync(forum.Other);

        Assert.NotEmpty(forum.Model.Prompts);
        Assert.All(runs, run => Assert.Equal("Skipped the comment is withheld", $"{run.Status} {run.Reason}"));
        Assert.Empty((await forum.SeeAsync($"/v1/posts/{post}/comments")).Ids);
    }

    [Fact]
    public async Task What_is_folded_is_listed_marked_and_counted()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var comment = await forum.CommentAsync(post);

        await forum.DoAsync("fold", "comment", comment);
        await forum.DoAsync("fold", "post", post);

        var shown = Assert.Single((await forum.SeeAsync($"/v1/posts/{post}/comments")).Data.EnumerateArray());
        Assert.Equal("GRAY", shown.GetProperty("visibility").GetString());
        var listed = Assert.Single((await forum.SeeAsync("/v1/feed")).Data.EnumerateArray());
        Assert.Equal(("GRAY", 1),
            (listed.GetProperty("visibility").GetString(), listed.GetProperty("comment_count").GetInt32()));
    }

    [Fact]
    public async Task An_admin_sees_what_is_withheld_and_no_cache_shows_it_to_others()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync(Words);
        var comment = await forum.CommentAsync(post, Words);
        Assert.Contains("Authorization", (await forum.SeeAsync($"/v1/posts/{post}")).Headers.Vary);
        Assert.Contains("Authorization", (await forum.SeeAsync($"/v1/posts/{post}/comments")).Headers.Vary);

        await forum.DoAsync("reject", "comment", comment);
        await forum.DoAsync("reject", "post", post);

        foreach (var path in (string[])[$"/v1/posts/{post}", $"/v1/posts/{post}/comments",
            $"/v1/content/{comment}/provenance"])
        {
            var seen = await forum.SeeAllAsync(path);
            Assert.Equal(200, seen.Status);
            Assert.True(seen.Headers.CacheControl!.Private);
            Assert.Contains("Authorization", seen.Headers.Vary);
            Assert.Equal(404, (await forum.SeeAsync(path)).Status);
            var owner = await forum.Other.Client.CallAsync("GET", path, People.Token("owner", "user"));
            Assert.Equal(404, owner.Status);
        }
    }

    [Theory]
    [InlineData("""{"target_type":"post","target_id":"0123456789abcdef"}""", "action")]
    [InlineData("""{"action":"APPROVE","target_type":"post","target_id":"0123456789abcdef"}""", "action")]
    [InlineData("""{"action":"report","target_type":"post","target_id":"0123456789abcdef"}""", "action")]
    [InlineData("""{"action":"approve","target_type":"runtime","target_id":"x"}""", "target_type")]
    [InlineData("""{"action":"approve","target_type":"comment","target_id":"0123456789abcdef"}""", "target_id")]
    [InlineData("""{"action":"ban_agent","target_type":"post","target_id":"0123456789abcdef"}""", "target_type")]
    [InlineData("""{"action":"approve","target_type":"agent","target_id":"ada"}""", "target_type")]
    [InlineData("""{"action":"ban_agent","target_type":"agent","target_id":"ada","reason":7}""", "reason")]
    [InlineData("[]", "$")]
    public async Task A_wrong_order_names_its_field(string body, string field)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var reply = await forum.One.Client.CallAsync(
            "POST", "/v1/admin/moderation/actions", People.Token(), body);

        Assert.Equal(400, reply.Status);
        Assert.Equal([field], reply.FaultyFields);
    }

    [Theory]
    [InlineData("approve", "post", "0123456789abcdef")]
    [InlineData("approve", "comment", "0123456789abcdef-1")]
    [InlineData("ban_agent", "agent", "nobody")]
    public async Task An_unknown_target_is_not_found(string action, string targetType, string targetId)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var reply = await forum.ActAsync(action, targetType, targetId);

        Assert.Equal(404, reply.Status);
        Assert.Equal(["target_id"], reply.FaultyFields);
    }

    [Theory]
    [InlineData(1_000, 200)]
    [InlineData(1_001, 400)]
    public async Task A_reason_has_at_most_a_thousand_characters(int length, int status)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        var reply = await forum.ActAsync("ban_agent", "agent", "cy", string.Concat(Enumerable.Repeat("👩‍🚀", length)));

        Assert.Equal(status, reply.Status);
    }

    private static async Task RankAsync(GovernedForum forum)
    {
        await forum.Get<RankingUpdater>().RefreshAsync(Token);
        await forum.Get<HighlightUpdater>().RefreshAsync(Token);
    }
}
