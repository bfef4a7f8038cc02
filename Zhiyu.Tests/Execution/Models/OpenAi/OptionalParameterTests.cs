using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

/// <summary>Servers that refuse what a call does not need: they are asked without it, and that is remembered.</summary>
[Trait("Set", "Quick")]
public sealed class OptionalParameterTests
{
    private static readonly ChatResponseFormat Form = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""{"type":"object","properties":{"body":{"type":"string"}}}"""), "answer");

    private static readonly Lazy<Dictionary<string, Refusal>> Refusals = new(() => Load());

    [Theory]
    [InlineData("temperature", 2)]
    [InlineData("max_tokens", 2)]
    [InlineData("max_completion_tokens", 2, "LLM_MAX_TOKENS_PARAMETER=max_completion_tokens")]
    [InlineData("response_format:json_schema", 2, "LLM_STRUCTURED_OUTPUT=json-schema")]
    [InlineData("response_format:json_object", 2, "LLM_STRUCTURED_OUTPUT=json-object")]
    [InlineData("response_format:json_schema response_format:json_object", 3, "LLM_STRUCTURED_OUTPUT=json-schema")]
    [InlineData("reasoning_effort", 2, "LLM_REASONING_EFFORT=high")]
    [InlineData("reasoning_effort:medium", 2, "LLM_REASONING_EFFORT=medium")]
    [InlineData("reasoning_effort:none", 2, "LLM_REASONING_EFFORT=none")]
    [InlineData("reasoning_effort", 3, "LLM_REASONING_EFFORT=none")]
    [InlineData("-enable_thinking", 2)]
    [InlineData("max_tokens temperature response_format:json_schema", 4, "LLM_STRUCTURED_OUTPUT=json-schema")]
    public async Task What_a_server_refuses_is_left_out_and_that_is_remembered(
        string refused, int calls, string? setting = null)
    {
        foreach (var provider in (string[])["openai-compatible", "azure-openai"])
        {
            await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
            server.Answer = context => Answer(server, refused.Split(' '))(context);
            await using var model = Calls(server, provider, setting);
            var (first, second) = (ModelCalls.NewCall(), ModelCalls.NewCall());

            Assert.Equal("是。", (await model.AskAsync(first, format: Form)).Text);
            Assert.Equal("是。", (await model.AskAsync(second, format: Form)).Text);

            Assert.Equal(calls + 1, server.Requests.Count);
            Assert.Equal((calls, 21, 4, 0), Booked(first));
            Assert.Equal((1, 21, 4, 0), Booked(second));
            // Whatever it is called, the limit that was reserved goes out each time.
            Assert.All(server.Requests, request => Assert.Equal(512, LimitOf(request)));
            Assert.Contains(model.Log, line => line.StartsWith("Warning: ", StringComparison.Ordinal)
                && line.Contains("rejected", StringComparison.Ordinal)
                && line.Contains(NameOf(refused), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task One_that_takes_the_limit_under_no_name_is_told_of_by_its_setting()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        server.Answer = context => Answer(server, ["max_tokens", "max_completion_tokens"])(context);
        await using var model = Calls(server, "openai-compatible");

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(LlmFault.Permanent, fault.Fault);
        Assert.Contains("LLM_MAX_TOKENS_PARAMETER", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_refuses_what_was_not_sent_is_not_asked_for_ever()
    {
        var refusal = Refusals.Value["temperature"];
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.Refuses(refusal.Status, body: refusal.Body));
        await using var model = Calls(server, "openai-compatible");

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("LLM_TEMPERATURE", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_400_that_is_about_something_else_is_final()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(
            400, body: """{"error":{"message":"Range of max_tokens should be [1, 256]","code":"invalid"}}"""));
        await using var model = Calls(server, "openai-compatible");

        await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("None ", null)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 0.0)]
    [InlineData("", 0.8)]
    public async Task The_temperature_can_be_left_out(string setting, double? expected)
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var model = Calls(server, "openai-compatible", $"LLM_TEMPERATURE={setting}");

        await model.AskAsync();

        Assert.Equal(expected, Number(Assert.Single(server.Requests), "temperature"));
    }

    [Fact]
    public async Task Temperature_and_effort_can_be_set_for_each_model()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Says("是。"));
        await using var model = ModelCalls.Of(server, ("LLM_MODELS", """
            {"cold":{"temperature":0},"none":{"temperature":null},"deep":{"reasoning_effort":"high"},"usual":{}}
            """));

        foreach (var name in (string[])["cold", "none", "deep", "usual"]) await model.AskAsync(model: name);

        Assert.Equal(
            [("cold", 0.0, null), ("none", null, null), ("deep", 0.8, "high"), ("usual", (double?)0.8, null)],
            server.Requests.Select(request => (
                request.Body.GetProperty("model").GetString()!,
                Number(request, "temperature"),
                Text(request, "reasoning_effort"))));
    }

    private static ModelCalls Calls(FakeOpenAiServer server, string provider, string? setting = null) => ModelCalls.Of(
        server, ("LLM_PROVIDER", provider), ("LLM_MAX_RETRIES", "0"),
        ("LLM_BASE_URL", (provider == "azure-openai" ? server.Endpoint : server.BaseUrl).ToString()),
        (setting?.Split('=')[0] ?? "LLM_MAX_RETRIES", setting?.Split('=')[1] ?? "0"),
        ("LLM_THINKING_TOKENS", "0"));

    private static RequestDelegate Answer(FakeOpenAiServer server, string[] refused)
    {
        var request = server.Requests[^1].Body;
        return refused.FirstOrDefault(field => IsIn(request, field)) is { } found
            ? FakeOpenAiServer.Refuses(Refusals.Value[found].Status, body: Refusals.Value[found].Body)
            : FakeOpenAiServer.Says("是。");
    }

    private static bool IsIn(JsonElement request, string field)
    {
        if (field[0] == '-') return !request.TryGetProperty(field[1..], out _);
        var (name, value) = (field.Split(':')[0], field.Split(':').ElementAtOrDefault(1));
        return request.TryGetProperty(name, out var found)
            && (value is null || found.GetRawText().Contains($"\"{value}\"", StringComparison.Ordinal));
    }

    private static string NameOf(string refused) => refused.Split(' ')[0].Split(':')[0].TrimStart('-');

    private static int LimitOf(ModelRequest request) => Assert.Single(
        new[] { Number(request, "max_tokens"), Number(request, "max_completion_tokens") }.OfType<double>()) is var limit
        ? (int)limit : 0;

    private static double? Number(ModelRequest request, string name) =>
        request.Body.TryGetProperty(name, out var value) ? Math.Round(value.GetDouble(), 3) : null;

    private static string? Text(ModelRequest request, string name) =>
        request.Body.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static (int, long, long, int) Booked(ModelCall call) =>
        (call.Usage.Calls, call.Usage.PromptTokens, call.Usage.CompletionTokens, call.Unanswered);

    private static Dictionary<string, Refusal> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<Dictionary<string, Refusal>>(
            File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "refusals.yaml")));

    private sealed class Refusal
    {
        public int Status { get; set; }
        public string Body { get; set; } = "";
    }
}
