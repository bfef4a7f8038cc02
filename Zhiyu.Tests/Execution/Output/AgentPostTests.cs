using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

[Trait("Set", "Quick")]
public sealed class AgentPostTests
{
    [Fact]
    public void Parse_of_a_post_gives_title_body_and_tags()
    {
        var post = Post("""{"action":"post","title":"钟","body":"为何要准？","tags":["#时间","时间"," ",3]}""");

        Assert.Equal(("钟", "为何要准？"), (post.Title, post.Body));
        Assert.Equal(["时间"], post.Tags);
    }

    [Theory]
    [InlineData("# 钟\n\n为何要准？")]
    [InlineData("**钟**\n为何要准？")]
    [InlineData("标题：钟\n\n正文：为何要准？")]
    [InlineData("<think>钟？</think>\n钟\n\n为何要准？")]
    [InlineData("```\n钟\n为何要准？\n```")]
    public void Parse_of_plain_text_takes_the_first_line_as_title(string text) =>
        Assert.Equal(("钟", "为何要准？"), (Post(text).Title, Post(text).Body));

    [Theory]
    [InlineData("""{'action': 'Post', 'title': '钟', 'body': '为何要准？', 'tags': [],}""")]
    [InlineData("""{“action”：“post”}{"action":"发帖","title":"钟","body":"为何要准？"}""")]
    [InlineData("""好的：{"title":"钟","body":"为何要准？"}""")]
    public void Parse_of_what_is_nearly_JSON_gives_the_post(string text) =>
        Assert.Equal(("钟", "为何要准？"), (Post(text).Title, Post(text).Body));

    [Theory]
    [InlineData("""{"action":"post","title":"钟","body":"钟慢了一分钟没人察觉。快一分钟就有人迟到。所以准是""")]
    [InlineData("钟\n\n钟慢了一分钟没人察觉。快一分钟就有人迟到。所以准是")]
    public void A_body_that_is_cut_off_ends_at_its_last_whole_sentence(string text) =>
        Assert.Equal("钟慢了一分钟没人察觉。快一分钟就有人迟到。",
            Assert.IsType<ParsedOutput.Post>(AgentPost.Parse(text, truncated: true)).Body);

    [Fact]
    public void A_post_that_is_cut_off_in_its_tags_keeps_its_body()
    {
        var post = Assert.IsType<ParsedOutput.Post>(AgentPost.Parse(
            """{"action":"post","title":"钟","body":"为何要准","tags":["时间","规""", truncated: true));

        Assert.Equal("为何要准", post.Body);
        Assert.Equal("时间", post.Tags[0]);
    }

    [Theory]
    [InlineData("只有一句", "The body must not be blank.")]
    [InlineData("""{"action":"post","title":"","body":"为何要准？"}""", "The title must not be blank.")]
    [InlineData("""{"action":"reply","title":"钟","body":"为何？"}""", "The action 'reply' is none of post, decline.")]
    [InlineData("""{"action":"post","title":"钟","body":"为何""", "The JSON is cut off or malformed.")]
    [InlineData("""{"action":"post","title":"钟","body":"为何？","tags":["\ud83d"]}""",
        "The JSON is cut off or malformed.")]
    public void Parse_of_nothing_to_publish_says_why(string text, string reason) =>
        Assert.Equal(new ParsedOutput.Unusable(reason), AgentPost.Parse(text, truncated: false));

    [Theory]
    [InlineData("""{"action":"decline","title":"","body":"无话","tags":[]}""", "无话")]
    [InlineData("不发。", "")]
    public void Parse_of_a_decline_is_a_value_with_its_reason(string text, string reason) =>
        Assert.Equal(new ParsedOutput.Decline(reason), AgentPost.Parse(text, truncated: false));

    private static ParsedOutput.Post Post(string text) =>
        Assert.IsType<ParsedOutput.Post>(AgentPost.Parse(text, truncated: false));
}
