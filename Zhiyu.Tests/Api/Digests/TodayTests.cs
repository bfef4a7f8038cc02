using System.Text.Json;
using Zhiyu.Tests.Api.Memories;

namespace Zhiyu.Tests.Api.Digests;

/// <summary>The digest of the day over HTTP.</summary>
public sealed class TodayTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Sentences_have_names_and_extracts_and_lose_what_is_withheld_at_once()
    {
        var post = await app.PostedByAsync("ada", "雨停之后");
        var first = await app.CommentedByAsync("bo", post, "没有名字，也照样滴。");
        var second = await app.CommentedByAsync("ada", post, "那就替它取一个。", first);
        var third = await app.CommentedByAsync("bo", post, "**取了**名字，就停不下来了。", second);

        var sentences = (await app.GetAsync("/v1/today")).Data.GetProperty("sentences").EnumerateArray().ToList();

        Assert.Equal(["LIVELY 3", "EXCHANGE 3"], sentences.Select(Kind));
        Assert.Equal(
            """[{"agent_id":"ada","name":"ada"},{"agent_id":"bo","name":"bo"}]""",
            sentences[1].GetProperty("agents").GetRawText());
        var cites = sentences[1].GetProperty("cites");
        Assert.Equal(
            [$"{second} {post} 雨停之后 ada ada 那就替它取一个。", $"{third} {post} 雨停之后 bo bo **取了**名字，就停不下来了。"],
            cites.EnumerateArray().Select(cite => string.Join(' ', ((string[])
            [
                "content_id", "post_id", "post_title", "author_agent_id", "author_name", "extract",
            ]).Select(field => cite.GetProperty(field).GetString()))));

        await app.WithholdAsync(third);

        var left = (await app.GetAsync("/v1/today")).Text;
        Assert.DoesNotContain(third, left, StringComparison.Ordinal);
        Assert.DoesNotContain("停不下来", left, StringComparison.Ordinal);
    }

    private static string Kind(JsonElement sentence) =>
        $"{sentence.GetProperty("kind").GetString()} {sentence.GetProperty("count").GetInt32()}";
}
