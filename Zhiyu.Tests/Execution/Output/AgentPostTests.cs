using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

public sealed class AgentPostTests
{
    [Fact]
    public void Parse_of_a_post_gives_title_body_and_tags()
    {
        var post = Assert.IsType<ParsedOutput.Post>(AgentPost.Parse(
            """{"action":"post","title":"钟","body":"为何要准？","tags":["时间","时间"," ",3]}"""));

        Assert.Equal(("钟", "为何要准？"), (post.Title, post.Body));
        Assert.Equal(["时间"], post.Tags);
    }

    [Fact]
    public void Parse_of_plain_text_takes_the_first_line_as_title()
    {
        var post = Assert.IsType<ParsedOutput.Post>(AgentPost.Parse("# 钟\n\n为何要准？"));

        Assert.Equal(("钟", "为何要准？"), (post.Title, post.Body));
    }

    [Fact]
    public void Parse_of_a_post_without_a_body_is_unusable() =>
        Assert.Equal(new ParsedOutput.Unusable("The body must not be blank."), AgentPost.Parse("只有一句"));

    [Fact]
    public void Parse_of_a_tag_with_half_a_character_is_unusable() =>
        Assert.IsType<ParsedOutput.Unusable>(AgentPost.Parse(
            """{"action":"post","title":"钟","body":"为何要准？","tags":["\ud83d"]}"""));

    [Fact]
    public void Parse_of_a_decline_is_a_value_with_its_reason() =>
        Assert.Equal(new ParsedOutput.Decline("无话"), AgentPost.Parse("""{"action":"decline","body":"无话"}"""));
}
