using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

/// <summary>Models that think before they answer: they are told not to, or have room for it.</summary>
[Trait("Set", "Quick")]
public sealed class ThinkingTests
{
    private static RequestDelegate OnlyThinks { get; } = FakeOpenAiServer.Sends("""
        {"choices":[{"finish_reason":"length","message":{"content":"","reasoning":"好的，用户想让我……"}}],
         "usage":{"prompt_tokens":21,"completion_tokens":512,"total_tokens":533}}
        """);

    private static RequestDelegate ThinksUnseen { get; } = FakeOpenAiServer.Sends("""
        {"choices":[{"finish_reason":"length","message":{"content":""}}],
         "usage":{"prompt_tokens":21,"completion_tokens":512,"completion_tokens_details":{"reasoning_tokens":512}}}
        """);

    private static RequestDelegate ThinksInItsText { get; } = FakeOpenAiServer.Sends("""
        {"choices":[{"finish_reason":"length","message":{"content":"<think>\n好的，用户想让我"}}],
         "usage":{"prompt_tokens":21,"completion_tokens":512}}
        """);

    private static RequestDelegate ThinksAndSays { get; } = FakeOpenAiServer.Sends("""
        {"choices":[{"finish_reason":"stop","message":{"content":"是。","reasoning_content":"想了想"}}],
         "usage":{"prompt_tokens":21,"completion_tokens":4}}
        """);

    public static TheoryData<string> WaysToThink => ["seen", "unseen", "in the text"];

    [Theory]
    [InlineData("qwen3:8b", true)]
    [InlineData("Qwen/Qwen3-8B", true)]
    [InlineData("gpt-oss:20b", true)]
    [InlineData("deepseek-r1:14b", true)]
    [InlineData("qwen2.5:7b", false)]
    [InlineData("qwen-plus", false)]
    [InlineData("gpt-4o-mini", false)]
    public async Task A_local_model_that_is_known_to_think_is_told_not_to(string name, bool isTold)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var model = ModelCalls.Of(server, ("LLM_MODEL", name));

        await model.AskAsync(model: name);

        var body = Assert.Single(server.Requests).Body;
        Assert.Equal(isTold, body.TryGetProperty("reasoning_effort", out var effort) && effort.GetString() == "none");
        Assert.Equal(isTold, body.TryGetProperty("chat_template_kwargs", out var switches)
            && !switches.GetProperty("enable_thinking").GetBoolean());
        Assert.Equal(512, body.GetProperty("max_tokens").GetInt32());
    }

    [Theory]
    [MemberData(nameof(WaysToThink))]
    public async Task One_that_only_thinks_is_told_of_by_its_setting_and_next_time_told_not_to_and_given_room(
        string way)
    {
        foreach (var provider in (string[])["openai-compatible", "azure-openai"])
        {
            await using var server = await FakeOpenAiServer.Start(
                way == "seen" ? OnlyThinks : way == "unseen" ? ThinksUnseen : ThinksInItsText,
                FakeOpenAiServer.Says("是。"));
            await using var model = ModelCalls.Of(server, ("LLM_PROVIDER", provider),
                ("LLM_BASE_URL", (provider == "azure-openai" ? server.Endpoint : server.BaseUrl).ToString()));
            var call = ModelCalls.NewCall();

            var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync(call));
            Assert.Equal("是。", (await model.AskAsync()).Text);

            Assert.Equal((LlmFault.Malformed, AnswerFlaw.OnlyThoughts), (fault.Fault, fault.Flaw));
            Assert.All((string[])["512 tokens", "thinking", "LLM_REASONING_EFFORT", "LLM_MAX_TOKENS"],
                words => Assert.Contains(words, fault.Message, StringComparison.Ordinal));
            Assert.Equal((1, 21, 512, false, 1), (call.Usage.Calls, call.Usage.PromptTokens,
                call.Usage.CompletionTokens, call.Usage.Estimated, call.Unanswered));
            Assert.Equal(2, server.Requests.Count);
            var (first, second) = (server.Requests[0].Body, server.Requests[1].Body);
            Assert.False(first.TryGetProperty("reasoning_effort", out _));
            Assert.Equal("none", second.GetProperty("reasoning_effort").GetString());
            Assert.True(second.GetProperty("max_tokens").GetInt32() > 1024);
        }
    }

    [Fact]
    public async Task Thoughts_beside_an_answer_are_enough_to_learn_it_and_are_counted_where_usage_is_not_told()
    {
        await using var server = await FakeOpenAiServer.Start(
            ThinksAndSays, FakeOpenAiServer.Sends("""{"choices":[{"message":{"content":"是。","reasoning":"想了想"}}]}"""));
        await using var model = ModelCalls.Of(server);
        var call = ModelCalls.NewCall();

        await model.AskAsync();
        await model.AskAsync(call);

        Assert.Equal("none", server.Requests[1].Body.GetProperty("reasoning_effort").GetString());
        Assert.Equal(model.Counter.Count("是。") + model.Counter.Count("想了想"), call.Usage.CompletionTokens);
    }

    [Theory]
    [InlineData("low", "low", true)]
    [InlineData("high", "high", true)]
    [InlineData("none", "none", false)]
    [InlineData("default", null, true)]
    public async Task An_effort_that_is_set_goes_before_and_has_its_room(string setting, string? sent, bool hasRoom)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var model = ModelCalls.Of(
            server, ("LLM_MODEL", "qwen3:8b"), ("LLM_REASONING_EFFORT", setting), ("LLM_THINKING_TOKENS", "1000"));

        await model.AskAsync(model: "qwen3:8b");

        var body = Assert.Single(server.Requests).Body;
        Assert.Equal(sent, body.TryGetProperty("reasoning_effort", out var effort) ? effort.GetString() : null);
        Assert.Equal(hasRoom ? 1512 : 512, body.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task One_that_does_not_know_the_switches_is_given_room()
    {
        const string unknown = """{"error":{"message":"Unrecognized request argument supplied: FIELD"}}""";
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        server.Answer = context =>
        {
            var body = server.Requests[^1].Body;
            var field = Array.Find((string[])["reasoning_effort", "chat_template_kwargs"],
                name => body.TryGetProperty(name, out _));
            var answer = field is null
                ? FakeOpenAiServer.Says("是。")
                : FakeOpenAiServer.Refuses(400, body: unknown.Replace("FIELD", field, StringComparison.Ordinal));
            return answer(context);
        };
        await using var model = ModelCalls.Of(server, ("LLM_MODEL", "qwen3:8b"), ("LLM_THINKING_TOKENS", "1000"));

        await model.AskAsync(model: "qwen3:8b");
        await model.AskAsync(model: "qwen3:8b");

        Assert.Equal(1512, server.Requests[^1].Body.GetProperty("max_tokens").GetInt32());
        Assert.Equal(5, server.Requests.Count);
    }
}
