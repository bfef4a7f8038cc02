using System.Diagnostics;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Execution.Output;

[Trait("Set", "Quick")]
public sealed class AgentReplyTests
{
    private const int LongestAnswer = 64_000;

    [Fact]
    public void Length_is_counted_in_text_elements_and_nothing_is_cut()
    {
        // One element of eleven UTF-16 units.
        const string family = "👨‍👩‍👧‍👦";
        var longest = string.Concat(Enumerable.Repeat(family, 10_000));

        Assert.Equal(new ParsedOutput.Reply(longest), Parse(longest));
        Assert.Equal(
            new ParsedOutput.Unusable("The body must be at most 10000 characters long."), Parse(longest + "。"));
    }

    [Fact]
    public void A_reason_to_decline_is_no_longer_than_reasons_are()
    {
        var decline = Assert.IsType<ParsedOutput.Decline>(
            Parse($$"""{"action":"decline","body":"{{new string('长', 5_000)}}"}"""));

        Assert.InRange(decline.Reason.Length, 1_000, 1_020);
    }

    [Fact]
    public void Votes_are_read_in_both_languages_and_what_is_none_is_passed_over()
    {
        var reply = Parse("""
            {"action":"reply","body":"好。","votes":[
              {"no":0,"vote":"up"},{"no":"1","vote":"Down"},{"no":2,"vote":"赞"},{"no":3,"vote":"踩"},
              {"no":4,"vote":"赞成"},{"no":5,"vote":"反对"},
              {"no":6,"vote":"maybe"},{"no":"x","vote":"up"},{"no":-1,"vote":"up"},{"vote":"up"},{"no":7},"up"]}
            """);

        Assert.Equal(
            [
                new CastVote(0, VoteDirection.Up), new CastVote(1, VoteDirection.Down), new CastVote(2, VoteDirection.Up),
                new CastVote(3, VoteDirection.Down), new CastVote(4, VoteDirection.Up), new CastVote(5, VoteDirection.Down),
            ],
            Assert.IsType<ParsedOutput.Reply>(reply).Votes);
    }

    [Theory]
    [InlineData("{", "")]
    [InlineData("[", "")]
    [InlineData("\"", "{\"action\":")]
    [InlineData("{\"a\":", "")]
    [InlineData("{a:[1,", "")]
    [InlineData("{\"body\":\"", "")]
    [InlineData("{\"action\":\"", "")]
    [InlineData("1,", "{\"body\":[")]
    [InlineData("/*", "{")]
    [InlineData("/**/", "{")]
    [InlineData("\\", "{\"body\":\"")]
    [InlineData(" ", "{\"action\"")]
    [InlineData(" \"", "{\"action\":\"")]
    [InlineData("<think>", "")]
    [InlineData("<think>\n", "")]
    [InlineData("</think> ", "")]
    [InlineData("*_", "")]
    [InlineData(".)", "")]
    [InlineData("3.", "")]
    [InlineData("```\n", "")]
    [InlineData("<|im_end|>", "a")]
    [InlineData("“", "{")]
    [InlineData("9", "{\"body\":")]
    public void A_long_answer_of_nothing_is_read_in_no_time(string nothing, string before)
    {
        var text = before + string.Concat(Enumerable.Repeat(nothing, LongestAnswer / nothing.Length));
        Parse(text[..1_000]);
        var time = Stopwatch.StartNew();

        AgentReply.Parse(text, truncated: true, "秤星");
        AgentReply.Parse(text, truncated: false, "秤星");

        Assert.True(time.Elapsed < TimeSpan.FromSeconds(3), $"It took {time.Elapsed}.");
    }

    private static ParsedOutput Parse(string text) => AgentReply.Parse(text, truncated: false, "秤星");
}
