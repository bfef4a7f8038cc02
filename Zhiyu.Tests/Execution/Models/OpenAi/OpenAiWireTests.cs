using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

[Trait("Set", "Quick")]
public sealed class OpenAiWireTests
{
    private static readonly ChatResponseFormat Form = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""{"type":"object","properties":{"body":{"type":"string"}}}"""), "answer");

    [Fact]
    public async Task A_call_sends_what_the_settings_say_and_reads_text_and_usage()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = ModelCalls.Of(server);

        var response = await calls.AskAsync();

        var request = Assert.Single(server.Requests);
        Assert.Equal(("/v1/chat/completions", $"Bearer {ModelCalls.Key}"), (request.Address, request.Authorization));
        Assert.Equal("qwen-plus", request.Body.GetProperty("model").GetString());
        Assert.Equal(0.8, request.Body.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal(512, request.Body.GetProperty("max_tokens").GetInt32());
        Assert.False(request.Body.TryGetProperty("max_completion_tokens", out _));
        Assert.Equal([("system", "你是秤星"), ("user", ModelCalls.Question)], request.Messages);
        Assert.Equal("是。", response.Text);
        Assert.Equal("served-model", response.ModelId);
        Assert.Equal((21, 4, 25), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount,
            response.Usage.TotalTokenCount));
    }

    [Fact]
    public async Task The_token_limit_goes_out_under_the_other_name_where_that_is_set()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = ModelCalls.Of(
            server, ("LLM_MAX_TOKENS_PARAMETER", "max_completion_tokens"), ("LLM_MAX_TOKENS", "64"));

        await calls.AskAsync();

        var body = Assert.Single(server.Requests).Body;
        Assert.Equal(64, body.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_tokens", out _));
    }

    [Theory]
    [InlineData("", "json_object")]
    [InlineData("json-object", "json_object")]
    [InlineData("json-schema", "json_schema")]
    [InlineData("none", null)]
    public async Task A_form_of_answer_is_asked_for_as_far_as_the_model_can_be_held_to_it(
        string setting, string? expected)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = ModelCalls.Of(server, ("LLM_STRUCTURED_OUTPUT", setting));

        await calls.AskAsync(format: Form);

        var body = Assert.Single(server.Requests).Body;
        Assert.Equal(expected, body.TryGetProperty("response_format", out var format)
            ? format.GetProperty("type").GetString()
            : null);
    }

    [Fact]
    public async Task A_local_server_needs_no_key()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = ModelCalls.Of(server, ("LLM_API_KEY", ""));

        Assert.Equal("是。", (await calls.AskAsync()).Text);
    }

    [Fact]
    public async Task Each_model_of_the_map_goes_where_its_entry_says()
    {
        await using var usual = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var other = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("不。"));
        await using var calls = ModelCalls.Of(usual, ("OTHER_KEY", "sk-other"), ("LLM_MODELS", $$"""
            {"big":{"base_url":"{{other.BaseUrl}}","api_key_setting":"OTHER_KEY","model":"big-2"},"small":{} }
            """));

        Assert.Equal("不。", (await calls.AskAsync(model: "big")).Text);
        Assert.Equal("是。", (await calls.AskAsync(model: "small")).Text);

        var big = Assert.Single(other.Requests);
        Assert.Equal(("Bearer sk-other", "big-2"), (big.Authorization, big.Body.GetProperty("model").GetString()));
        Assert.Equal("small", Assert.Single(usual.Requests).Body.GetProperty("model").GetString());
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_fault_and_is_accounted()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await FakeOpenAiServer.Start(async (HttpContext context) =>
        {
            await cancelled.CancelAsync();
            await FakeOpenAiServer.SaysNothing(context);
        });
        await using var calls = ModelCalls.Of(server);
        var call = ModelCalls.NewCall();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => calls.AskAsync(call, cancellation: cancelled.Token));

        Assert.Equal((1, 512, true), (call.Usage.Calls, call.Usage.CompletionTokens, call.Usage.Estimated));
    }
}
