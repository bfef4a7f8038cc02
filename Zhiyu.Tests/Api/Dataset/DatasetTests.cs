using System.Text.Json;
using System.Text.RegularExpressions;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Dataset;
using Zhiyu.Tests.Api.Governance;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Dataset;

public sealed class DatasetTests(AzuriteFixture azurite)
{
    private const string Words = "这些话以后不给人看";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_what_everyone_may_read_and_agrees_with_the_API()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var older = await forum.PostAsync("先说的");
        var post = await forum.PostAsync("=1+1，\"引号\"\n换行");
        var comment = await forum.CommentAsync(post, "评论");
        var reply = await forum.CommentAsync(post, "回复", comment);
        await forum.WriteAsync("/v1/votes", ApiCalls.Vote(comment, "COMMENT"));
        await forum.DoAsync("fold", "comment", reply);

        var reply200 = await forum.SeeAsync("/v1/dataset");
        var rows = Rows(reply200);

        Assert.Equal("application/jsonl; charset=utf-8", reply200.ContentType);
        Assert.Equal([post, comment, reply, older], rows.Select(row => Text(row, "id")));
        Assert.Equal(["public", "public", "folded", "public"], rows.Select(row => Text(row, "status")));
        Assert.Equal([null, post, comment, null], rows.Select(row => Text(row, "parent_id")));
        Assert.Equal([0, 1, 0, 0], rows.Select(row => row.GetProperty("score").GetInt32()));
        Assert.Equal([0, 1, 2, 0], rows.Select(row => row.GetProperty("depth").GetInt32()));
        var shown = (await forum.SeeAsync($"/v1/posts/{post}")).Data;
        foreach (var (column, field) in ((string, string)[])[("title", "title"), ("body", "body"),
            ("author_id", "author_agent_id"), ("author_name", "author_name"), ("community_id", "community_id"),
            ("community_name", "community_name"), ("created_at", "created_at"), ("updated_at", "updated_at")])
            Assert.Equal(Text(shown, field), Text(rows[0], column));
        // It came over the data plane.
        Assert.False(rows[0].TryGetProperty("model", out _));
        Assert.DoesNotContain("run", reply200.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("owner", reply200.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_run_wrote_names_its_model_and_the_version_of_its_prompt_and_no_prompt()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);
        var run = (await GovernedForum.WorkAsync(forum.Other))[0];

        var dataset = await forum.SeeAsync("/v1/dataset");

        var row = Assert.Single(Rows(dataset), row => Text(row, "id") == run.ContentId);
        Assert.Equal(
            (run.Model, run.Prompt!.TemplateId, run.Prompt.TemplateVersion),
            (Text(row, "model"), Text(row, "prompt_id"), Text(row, "prompt_version")));
        var provenance = (await forum.SeeAsync($"/v1/content/{run.ContentId}/provenance")).Data.GetProperty("run");
        Assert.Equal(Text(provenance, "model"), Text(row, "model"));
        Assert.Equal(Text(provenance, "prompt_version"), Text(row, "prompt_version"));
        // Nothing else of the run.
        Assert.Equal(
            "type id thread_id parent_id status author_id author_name community_id community_name body score "
            + "created_at updated_at depth model prompt_id prompt_version",
            string.Join(' ', row.EnumerateObject().Select(field => field.Name)));
    }

    [Fact]
    public async Task A_withheld_comment_is_left_out_and_keeps_its_place_where_others_answer_it()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var top = await forum.CommentAsync(post, Words);
        var middle = await forum.CommentAsync(post, Words, top);
        var leaf = await forum.CommentAsync(post, Words, middle);
        var answer = await forum.CommentAsync(post, "还在", middle);
        foreach (var id in (string[])[top, middle, leaf]) await forum.DoAsync("quarantine", "comment", id);

        var dataset = await forum.SeeAsync("/v1/dataset");

        Assert.DoesNotContain(Words, dataset.Text, StringComparison.Ordinal);
        Assert.Equal(
            [Removed(top, post), Removed(middle, top)],
            dataset.Text.Split('\n').Where(line => line.Contains("removed", StringComparison.Ordinal)));
        Assert.Equal([post, top, middle, answer], Rows(dataset).Select(row => Text(row, "id")));
        Assert.DoesNotContain(
            Words, (await forum.SeeAsync("/v1/dataset?format=csv")).Text, StringComparison.Ordinal);

        await forum.DoAsync("approve", "comment", leaf);
        await forum.DoAsync("reject", "post", post);
        Assert.Empty(Rows(await forum.SeeAsync("/v1/dataset")));
        await forum.DoAsync("approve", "post", post);
        Assert.Equal([post, top, middle, leaf, answer], await IdsAsync(forum, ""));

        string Removed(string id, string parent) =>
            $$"""{"type":"comment","id":"{{id}}","thread_id":"{{post}}","parent_id":"{{parent}}","status":"removed"}""";
    }

    [Fact]
    public async Task Csv_has_the_same_rows()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync("=1+1，\"引号\"\n换行");
        await forum.CommentAsync(post, "@SUM");

        var csv = await forum.SeeAsync("/v1/dataset?format=csv");

        Assert.Equal("text/csv; charset=utf-8; header=present", csv.ContentType);
        Assert.StartsWith("type,id,thread_id,", csv.Text, StringComparison.Ordinal);
        Assert.Contains(",\"'=1+1，\"\"引号\"\"\n换行\",", csv.Text, StringComparison.Ordinal);
        Assert.Contains(",'@SUM,", csv.Text, StringComparison.Ordinal);
        Assert.Equal(3, csv.Text.TrimEnd('\r', '\n').Split("\r\n").Length);
    }

    [Fact]
    public async Task A_range_of_time_has_the_threads_that_began_in_it()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        List<string> posts = [];
        for (var day = 0; day < 3; day++) posts.Add(await AddAsync(forum, Some.Time.Date.AddDays(day)));

        Assert.Equal([posts[1]], await IdsAsync(forum, "?from=2026-03-02&to=2026-03-03"));
        Assert.Equal([posts[2], posts[1]], await IdsAsync(forum, "?from=2026-03-02T00:00:00Z"));
        Assert.Equal([posts[0]], await IdsAsync(forum, "?to=2026-03-02T00:00:00.000Z"));
        Assert.Empty(await IdsAsync(forum, "?from=2026-03-01T00:00:00.001Z&to=2026-03-02"));
        Assert.Equal(["from", "to"], (await forum.SeeAsync("/v1/dataset?from=x&to=2026-02-30")).FaultyFields);
        Assert.Equal(["format"], (await forum.SeeAsync("/v1/dataset?format=xml")).FaultyFields);
        Assert.Equal(["cursor"], (await forum.SeeAsync("/v1/dataset?cursor=nonsense")).FaultyFields);
    }

    [Fact]
    public async Task A_page_names_the_next_one()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var last = await AddAsync(forum, Some.Time);
        // Entries whose posts were never committed are passed over.
        await Task.WhenAll(Enumerable.Range(1, DatasetReader.MaxThreads - 1).Select(i =>
            forum.Get<FeedIndex>().AddAsync(
                new FeedEntry(Ids.NewThread(Some.Time, Some.Random(i + 1)), "philosophy", Some.Time.AddSeconds(i)),
                Token)));
        var before = await AddAsync(forum, Some.Time.AddDays(-1));

        var first = await forum.SeeAsync("/v1/dataset?format=jsonl&from=2026-01-01");
        var link = Regex.Match(first.Headers.GetValues("Link").Single(), "^<(.+)>; rel=\"next\"$").Groups[1].Value;
        var second = await forum.SeeAsync(link);

        Assert.Equal([last], Rows(first).Select(row => Text(row, "id")));
        Assert.StartsWith("/v1/dataset?format=jsonl&from=2026-01-01&cursor=", link, StringComparison.Ordinal);
        Assert.EndsWith(EndOf(first).GetProperty("next").GetString()!, link, StringComparison.Ordinal);
        Assert.Equal([before], Rows(second).Select(row => Text(row, "id")));
        Assert.Equal(JsonValueKind.Null, EndOf(second).GetProperty("next").ValueKind);
        Assert.False(second.Headers.Contains("Link"));
        Assert.Equal(
            JsonValueKind.Null, EndOf(await forum.SeeAsync("/v1/dataset?from=2026-03-01T08:00:01Z")).GetProperty("next")
                .ValueKind);
    }

    [Fact]
    public async Task What_is_withheld_while_it_is_read_is_not_in_what_follows()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await AddAsync(forum, Some.Time);
        var rows = (await forum.Get<ThreadStore>().FindAsync<Post>(post, Token))!;
        foreach (var comments in Enumerable.Range(1, 150).Chunk(50))
        {
            var transaction = new ThreadTransaction(post);
            foreach (var sequence in comments) transaction.Add(Some.Comment(post, sequence));
            await forum.Get<ThreadStore>().CommitAsync(transaction, Token);
        }

        await forum.Get<ThreadStore>().CommitAsync(
            new ThreadTransaction(post).Replace(rows, rows.Row with { LastSequence = 150 }), Token);
        var reader = forum.Other.Get<DatasetReader>();
        var page = await reader.PageAsync(new DatasetRange(null, null, Cursor: null), Token);
        List<string> ids = [];

        await foreach (var row in reader.RowsAsync(page, Token))
        {
            ids.Add(row.Id);
            if (ids.Count == 50) await forum.DoAsync("reject", "post", post);
        }

        Assert.Equal(101, ids.Count); // The post and the comments that were read with it.
    }

    [Fact]
    public async Task Nothing_more_is_read_after_the_caller_has_gone()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        for (var day = 0; day < 3; day++) await AddAsync(forum, Some.Time.AddDays(day));
        var reader = forum.Other.Get<DatasetReader>();
        var page = await reader.PageAsync(new DatasetRange(null, null, Cursor: null), Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in reader.RowsAsync(page, gone.Token)) await gone.CancelAsync();
        });
    }

    private static async Task<string> AddAsync(GovernedForum forum, DateTimeOffset at)
    {
        at = new DateTimeOffset(at.DateTime, TimeSpan.Zero);
        var post = Some.Post(Ids.NewThread(at, Some.Random()), "ada") with { CreatedAt = at, UpdatedAt = at };
        await forum.Get<FeedIndex>().AddAsync(new FeedEntry(post.Id, post.CommunityId, at), Token);
        await forum.Get<ThreadStore>().CommitAsync(new ThreadTransaction(post.Id).Add(post), Token);
        return post.Id;
    }

    private static async Task<IEnumerable<string?>> IdsAsync(GovernedForum forum, string query) =>
        Rows(await forum.SeeAsync($"/v1/dataset{query}")).Select(row => Text(row, "id"));

    private static List<JsonElement> Rows(ApiReply reply) => [.. Lines(reply).SkipLast(1)];

    private static JsonElement EndOf(ApiReply reply)
    {
        var end = Lines(reply)[^1];
        Assert.Equal("end", Text(end, "type"));
        return end;
    }

    private static List<JsonElement> Lines(ApiReply reply)
    {
        Assert.True(reply.Status == 200, reply.Text);
        return [.. reply.Text.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line))];
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;
}
