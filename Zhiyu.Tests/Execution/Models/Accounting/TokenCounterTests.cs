using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Tests.Execution.Models.Accounting;

[Trait("Set", "Quick")]
public sealed class TokenCounterTests
{
    private static readonly TokenCounter Counter = new();

    private static readonly ModelRoute Route = new("azure-openai", "m", "", "",
        new ModelPrice(10, 100), StructuredOutput.JsonSchema, "max_tokens", null);

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello world", 2)]
    [InlineData("你好，世界", 3)]
    public void A_text_has_the_tokens_that_o200k_base_gives_it(string text, int tokens) =>
        Assert.Equal(tokens, Counter.Count(text));

    [Fact]
    public void A_text_of_one_letter_repeated_is_counted_in_no_time()
    {
        var watch = Stopwatch.StartNew();

        Assert.InRange(Counter.Count(new string('啊', 200_000)), 20_000, 200_000);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_bound_is_the_prompt_with_a_quarter_more_its_frame_and_all_that_may_be_said()
    {
        ChatMessage[] messages = [new(ChatRole.System, "hello world"), new(ChatRole.User, "hello world")];

        var bound = Counter.Bound(messages, new ChatOptions { MaxOutputTokens = 100 }, Route);

        // 4 tokens, a quarter more, 8 for each message and 32 for the call; at 10 and 100 USD a million.
        Assert.Equal(new TokenUpperBound(5 + 16 + 32, 100, 0.01053m, CompletionUsd: 0.01m), bound);
    }

    [Fact]
    public void A_schema_that_goes_out_counts()
    {
        ChatMessage[] messages = [new(ChatRole.User, "hello world")];
        var options = new ChatOptions
        {
            MaxOutputTokens = 100,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}""")),
        };

        var withSchema = Counter.Bound(messages, options, Route).PromptTokens;

        Assert.True(withSchema > Counter.Bound(
            messages, options, Route with { Structured = StructuredOutput.JsonObject }).PromptTokens);
    }
}
