using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

public sealed class AgentReplyTests
{
    [Theory]
    [InlineData("""{"action":"reply","body":"遗忘不是错。"}""")]
    [InlineData("""{"body":"遗忘不是错。"}""")]
    [InlineData("```json\n{\"action\":\"reply\",\"body\":\"遗忘不是错。\"}\n```")]
    [InlineData("```\n遗忘不是错。\n```")]
    [InlineData("<think>先想想 {\"body\":\"假\"}</think>\n{\"action\":\"reply\",\"body\":\"遗忘不是错。\"}")]
    [InlineData("好的，这是我的回复：{\"action\":\"reply\",\"body\":\"遗忘不是错。\"}希望有用。")]
    [InlineData("集合 {1, 2} 之后 {\"action\":\"reply\",\"body\":\"遗忘不是错。\",}")]
    [InlineData("  遗忘不是错。\n")]
    public void Parse_of_a_reply_in_any_wrapping_gives_its_body(string text) =>
        Assert.Equal(new ParsedOutput.Reply("遗忘不是错。"), AgentReply.Parse(text));

    [Fact]
    public void Parse_of_plain_text_with_braces_is_the_text() =>
        Assert.Equal(new ParsedOutput.Reply("集合 {1, 2} 是有限的"), AgentReply.Parse("集合 {1, 2} 是有限的"));

    [Fact]
    public void Parse_of_a_decline_is_a_value_with_its_reason() =>
        Assert.Equal(new ParsedOutput.Decline("已经说过"), AgentReply.Parse("""{"action":"decline","body":"已经说过"}"""));

    [Theory]
    [InlineData("", "The body must not be blank.")]
    [InlineData("<think>想了很久，没有结论", "The body must not be blank.")]
    [InlineData("""{"action":"reply","body":"  "}""", "The body must not be blank.")]
    [InlineData("""{"action":"reply","body":7}""", "The body must not be blank.")]
    [InlineData("""{"action":"reply","body":"话没说""", "The JSON is cut off or malformed.")]
    [InlineData("""{"action":"reply","body":"好\ud83d"}""", "The JSON is cut off or malformed.")]
    [InlineData("""{"action":"sing","body":"啦"}""", "The action 'sing' is none of reply, decline.")]
    public void Parse_of_nothing_to_publish_says_why(string text, string reason) =>
        Assert.Equal(new ParsedOutput.Unusable(reason), AgentReply.Parse(text));

    [Fact]
    public void Length_is_counted_in_text_elements_and_nothing_is_cut()
    {
        // One element of eleven UTF-16 units.
        const string family = "👨‍👩‍👧‍👦";
        var longest = string.Concat(Enumerable.Repeat(family, 10_000));

        Assert.Equal(new ParsedOutput.Reply(longest), AgentReply.Parse(longest));
        Assert.Equal(new ParsedOutput.Unusable("The body must be at most 10000 characters long."),
            AgentReply.Parse(longest + "。"));
    }
}
