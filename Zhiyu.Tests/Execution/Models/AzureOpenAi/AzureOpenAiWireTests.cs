using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.AzureOpenAi;

[Trait("Set", "Quick")]
public sealed class AzureOpenAiWireTests
{
    [Fact]
    public async Task A_call_goes_to_the_deployment_with_the_key_in_its_own_header()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var calls = Calls(server);
        var call = ModelCalls.NewCall();

        var response = await calls.AskAsync(call, "chat-1", ChatResponseFormat.ForJsonSchema(
            JsonElement.Parse("""{"type":"object","properties":{"body":{"type":"string"}}}"""), "answer"));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("/openai/deployments/chat-1/chat/completions?api-version=20", request.Address,
            StringComparison.Ordinal);
        Assert.Equal((ModelCalls.Key, ""), (request.ApiKey, request.Authorization));
        Assert.Equal([("system", "你是秤星"), ("user", ModelCalls.Question)], request.Messages);
        Assert.Equal(512, request.Body.GetProperty("max_tokens").GetInt32());
        Assert.Equal("json_schema", request.Body.GetProperty("response_format").GetProperty("type").GetString());
        Assert.Equal("是。", response.Text);
        Assert.Equal((1, 21, 4, false), (call.Usage.Calls, call.Usage.PromptTokens, call.Usage.CompletionTokens,
            call.Usage.Estimated));
    }

    [Fact]
    public async Task The_content_filter_of_the_prompt_is_final()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(
            400, body: """{"error":{"code":"content_filter","message":"遗忘是一种能力吗"}}"""));
        await using var calls = Calls(server);

        var fault = await Assert.ThrowsAsync<LlmException>(() => calls.AskAsync(model: "chat-1"));

        Assert.Single(server.Requests);
        Assert.Equal((LlmFault.Permanent, 400), (fault.Fault, fault.Status));
        Assert.Contains("content filter", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ModelCalls.Question, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.Refuses(429, "0"), FakeOpenAiServer.Says("是。"));
        await using var calls = Calls(server);

        Assert.Equal("是。", (await calls.AskAsync(model: "chat-1")).Text);
        Assert.Equal(2, server.Requests.Count);
    }

    private static ModelCalls Calls(FakeOpenAiServer server) => ModelCalls.Of(server,
        ("LLM_PROVIDER", "azure-openai"), ("LLM_BASE_URL", server.Endpoint.ToString()), ("LLM_MODEL", "chat-1"));
}
