using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Llm.OpenAi;

public sealed class OpenAiCompatibleChatClientTests
{
    private const string Key = "sk-secret";
    private const string Question = "遗忘是一种能力吗";

    [Fact]
    public async Task A_call_sends_what_the_settings_say_and_reads_text_and_usage()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));

        var response = await Ask(server);

        var (body, authorization) = Assert.Single(server.Requests);
        Assert.Equal($"Bearer {Key}", authorization);
        Assert.Equal("qwen-plus", body.GetProperty("model").GetString());
        Assert.Equal(0.8, body.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal(512, body.GetProperty("max_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_completion_tokens", out _));
        Assert.Equal([("system", "你是秤星"), ("user", Question)], Messages(body));
        Assert.Equal("是。", response.Text);
        Assert.Equal("served-model", response.ModelId);
        Assert.Equal((21, 4, 25), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount,
            response.Usage.TotalTokenCount));
    }

    [Fact]
    public async Task The_token_limit_goes_out_under_the_other_name_where_that_is_set()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));

        await Ask(server, ("LLM_MAX_TOKENS_PARAMETER", "max_completion_tokens"), ("LLM_MAX_TOKENS", "64"));

        var body = Assert.Single(server.Requests).Body;
        Assert.Equal(64, body.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_tokens", out _));
    }

    [Fact]
    public async Task A_local_server_needs_no_key()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));

        Assert.Equal("是。", (await Ask(server, ("LLM_API_KEY", ""))).Text);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public async Task A_refusal_is_one_call_and_a_fault_that_tells_no_secret(int status, bool mayPass)
    {
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.Sends($$$"""{"error":{"message":"{{{Key}}} {{{Question}}}"}}""", status));

        var fault = await Assert.ThrowsAsync<LlmException>(() => Ask(server));

        Assert.Single(server.Requests);
        Assert.Equal((mayPass ? LlmFault.Transient : LlmFault.Permanent, status), (fault.Fault, fault.Status));
        Assert.Contains($"openai-compatible answered {status}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Question, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[]}""")]
    [InlineData("""{"choices":""")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_body_that_is_no_completion_is_transient(string body)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Sends(body));

        Assert.Equal(LlmFault.Transient, (await Assert.ThrowsAsync<LlmException>(() => Ask(server))).Fault);
    }

    [Fact]
    public async Task An_empty_answer_is_transient_and_a_filtered_one_permanent()
    {
        await using var empty = await FakeOpenAiServer.Start(FakeOpenAiServer.Says(" "));
        await using var filtered = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("", "content_filter"));

        Assert.Equal(LlmFault.Transient, (await Assert.ThrowsAsync<LlmException>(() => Ask(empty))).Fault);
        Assert.Equal(LlmFault.Permanent, (await Assert.ThrowsAsync<LlmException>(() => Ask(filtered))).Fault);
    }

    [Fact]
    public async Task A_dropped_connection_is_transient()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Drops);

        Assert.Equal(LlmFault.Transient, (await Assert.ThrowsAsync<LlmException>(() => Ask(server))).Fault);
    }

    [Fact]
    public Task A_server_that_never_answers_holds_no_longer_than_the_timeout() =>
        HoldsNoLongerThanTheTimeout(FakeOpenAiServer.SaysNothing);

    [Fact]
    public Task A_server_that_stalls_after_its_headers_holds_no_longer_than_the_timeout() =>
        HoldsNoLongerThanTheTimeout(FakeOpenAiServer.StallsAfterHeaders);

    [Fact]
    public async Task The_callers_cancellation_is_no_fault()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await FakeOpenAiServer.Start(async context =>
        {
            await cancelled.CancelAsync();
            await FakeOpenAiServer.SaysNothing(context);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask(server, cancelled.Token));
    }

    private static async Task HoldsNoLongerThanTheTimeout(RequestDelegate answer)
    {
        await using var server = await FakeOpenAiServer.Start(answer);
        var watch = Stopwatch.StartNew();

        var fault = await Assert.ThrowsAsync<LlmException>(() => Ask(server, ("LLM_TIMEOUT_MS", "300")));

        Assert.Equal(LlmFault.Transient, fault.Fault);
        Assert.Contains("300 ms", fault.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(290), TimeSpan.FromSeconds(10));
    }

    private static Task<ChatResponse> Ask(FakeOpenAiServer server, params (string Name, string Value)[] settings) =>
        Ask(server, TestContext.Current.CancellationToken, settings);

    private static async Task<ChatResponse> Ask(FakeOpenAiServer server, CancellationToken cancellation,
        params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> values = new()
        {
            ["LLM_PROVIDER"] = "openai-compatible",
            ["LLM_BASE_URL"] = server.BaseUrl.ToString(),
            ["LLM_API_KEY"] = Key,
        };
        foreach (var (name, value) in settings)
            values[name] = value;
        await using var services = new ServiceCollection()
            .AddLlm(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .BuildServiceProvider();
        return await services.GetRequiredService<IChatClient>().GetResponseAsync(
            [new(ChatRole.System, "你是秤星"), new(ChatRole.User, Question)], cancellationToken: cancellation);
    }

    private static IEnumerable<(string?, string?)> Messages(JsonElement body) =>
        body.GetProperty("messages").EnumerateArray().Select(message =>
            (message.GetProperty("role").GetString(), Content(message.GetProperty("content"))));

    private static string? Content(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? content[0].GetProperty("text").GetString()
        : content.GetString();
}
