using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Support.FakeOpenAiServer;

namespace Zhiyu.Tests.Execution.Models.Resilience;

/// <summary>What each fault of a server comes to: calls made, outcome, tokens accounted, time taken.</summary>
public sealed class ProviderFaultTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>What is accounted for one try.</summary>
    public enum Tokens
    {
        None,
        Told,
        Estimated,
        Bound,
    }

    [Theory]
    [InlineData("429 with Retry-After in seconds", 2, null, Tokens.Told, 1)]
    [InlineData("429 with Retry-After as a date", 2, null, Tokens.Told, 1)]
    [InlineData("429 with Retry-After past the deadline", 1, LlmFault.Transient, Tokens.None, 0)]
    [InlineData("408, then an answer", 2, null, Tokens.Told, 1)]
    [InlineData("500 for ever", 3, LlmFault.Transient, Tokens.None, 0)]
    [InlineData("503, then an answer", 2, null, Tokens.Told, 1)]
    [InlineData("400", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("401", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("403", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("404", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("302", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("400 of the content filter", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("malformed JSON", 3, LlmFault.Malformed, Tokens.Bound, 3)]
    [InlineData("an array", 3, LlmFault.Malformed, Tokens.Bound, 3)]
    [InlineData("no body", 3, LlmFault.Malformed, Tokens.Bound, 3)]
    [InlineData("no choices", 3, LlmFault.Malformed, Tokens.Told, 3)]
    [InlineData("empty content", 3, LlmFault.Malformed, Tokens.Told, 3)]
    [InlineData("null content of the content filter", 1, LlmFault.Permanent, Tokens.Told, 1)]
    [InlineData("null content, cut off", 1, LlmFault.Malformed, Tokens.Told, 1)]
    [InlineData("truncated", 1, null, Tokens.Told, 1)]
    [InlineData("reset before headers", 3, LlmFault.Transient, Tokens.Bound, 3)]
    [InlineData("reset in the body", 3, LlmFault.Transient, Tokens.Bound, 3)]
    [InlineData("hang before headers", 1, LlmFault.Transient, Tokens.Bound, 1)]
    [InlineData("hang after headers", 1, LlmFault.Transient, Tokens.Bound, 1)]
    [InlineData("500, then a hang", 2, LlmFault.Transient, Tokens.Bound, 1)]
    [InlineData("slow drip", 1, LlmFault.Transient, Tokens.Bound, 1)]
    [InlineData("a web page", 1, LlmFault.Permanent, Tokens.None, 0)]
    [InlineData("10 MB body", 3, LlmFault.Malformed, Tokens.Bound, 3)]
    [InlineData("usage missing", 1, null, Tokens.Estimated, 1)]
    internal async Task A_fault_comes_to(string fault, int calls, LlmFault? outcome, Tokens tokens, int times)
    {
        var limit = TimeSpan.FromMilliseconds(
            fault.Contains("hang", StringComparison.Ordinal) || fault == "slow drip" ? 700 : 20_000);
        await using var server = await FakeOpenAiServer.Start(ProviderFaults.Scripts[fault]);
        await using var model = ModelCalls.Of(
            server, ("LLM_TIMEOUT_MS", limit.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)));
        var (call, watch) = (ModelCalls.NewCall(), Stopwatch.StartNew());

        var thrown = await Record.ExceptionAsync(() => model.AskAsync(call));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, limit + Slack);
        Assert.Equal((calls, calls), (server.Requests.Count, call.Usage.Calls));
        if (outcome is null) Assert.Null(thrown);
        else Assert.Equal(outcome, Assert.IsType<LlmException>(thrown).Fault);
        var one = OneTry(model, tokens);
        Assert.Equal(
            (one.Prompt * times, one.Completion * times, tokens is Tokens.Bound or Tokens.Estimated),
            (call.Usage.PromptTokens, call.Usage.CompletionTokens, call.Usage.Estimated));
        Assert.Equal(model.Route().Price.Of(one.Prompt * times, one.Completion * times), call.Usage.PriceUsd);
        TellsNoSecret(model, thrown);
    }

    [Theory]
    [InlineData("malformed JSON", 1)]
    [InlineData("reset before headers", 1)]
    [InlineData("500 for ever", 3)]
    public async Task What_may_have_cost_is_repeated_only_where_the_budget_has_room(string fault, int calls)
    {
        await using var server = await FakeOpenAiServer.Start(ProviderFaults.Scripts[fault]);
        await using var model = ModelCalls.Of(server);
        var call = ModelCalls.NewCall();
        call.MayRepeatAsync = _ => Task.FromResult(false);

        await Assert.ThrowsAsync<LlmException>(() => model.AskAsync(call));

        Assert.Equal(calls, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_goes_out_with_the_fault()
    {
        await using var server = await FakeOpenAiServer.Start(Refuses(429, "3600"));
        await using var model = ModelCalls.Of(server);

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync());

        Assert.Equal((429, TimeSpan.FromHours(1), false), (fault.Status, fault.RetryAfter, fault.MayHaveCost));
    }

    [Fact]
    public async Task A_wait_that_fits_is_kept()
    {
        await using var server = await FakeOpenAiServer.Start(Refuses(429, "1"), Says("是。"));
        await using var model = ModelCalls.Of(server);
        var watch = Stopwatch.StartNew();

        await model.AskAsync();

        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(950), $"Asked again after {watch.Elapsed}.");
    }

    [Fact]
    public async Task An_address_without_a_server_costs_nothing_and_is_tried_again()
    {
        await using var model = new ModelCalls(
            [("LLM_PROVIDER", "openai-compatible"), ("LLM_BASE_URL", $"http://127.0.0.1:{FreePorts.Take(1)[0]}/v1"),
                ("LLM_RETRY_DELAY_MS", "1")]);
        var call = ModelCalls.NewCall();

        var fault = await Assert.ThrowsAsync<LlmException>(() => model.AskAsync(call));

        Assert.Equal((LlmFault.Transient, false), (fault.Fault, fault.MayHaveCost));
        Assert.Equal((3, 0), (call.Usage.Calls, call.Usage.TotalTokens));
    }

    [Fact]
    public async Task What_a_try_without_an_answer_may_have_taken_is_added_to_that_of_the_answer()
    {
        await using var server = await FakeOpenAiServer.Start(Sends("""{"choices":"""), Says("是。"));
        await using var model = ModelCalls.Of(server);
        var call = ModelCalls.NewCall();

        await model.AskAsync(call);

        Assert.Equal((2, OneTry(model, Tokens.Bound).Prompt + 21, 512 + 4, true),
            (call.Usage.Calls, call.Usage.PromptTokens, call.Usage.CompletionTokens, call.Usage.Estimated));
    }

    [Fact]
    public async Task An_answer_that_took_more_than_was_reserved_is_reported()
    {
        await using var server = await FakeOpenAiServer.Start(Says("是。"));
        await using var model = ModelCalls.Of(server, ("LLM_MAX_TOKENS", "3"));

        await model.AskAsync();

        Assert.Contains(model.Log, line => line.StartsWith(
            "Warning: openai-compatible qwen-plus for run run-1 used more", StringComparison.Ordinal));
    }

    private static (long Prompt, long Completion) OneTry(ModelCalls model, Tokens tokens)
    {
        var bound = model.Counter.Bound(
            ModelCalls.Messages, new ChatOptions { MaxOutputTokens = 512 }, model.Route());
        return tokens switch
        {
            Tokens.Told => (21, 4),
            Tokens.Estimated => (model.Counter.Count(ModelCalls.Messages), model.Counter.Count("是。")),
            Tokens.Bound => (bound.PromptTokens, bound.CompletionTokens),
            _ => (0, 0),
        };
    }

    private static void TellsNoSecret(ModelCalls model, Exception? thrown) =>
        Assert.DoesNotContain(model.Log.Append($"{thrown}"), line =>
            line.Contains(ModelCalls.Key, StringComparison.Ordinal)
            || line.Contains(ModelCalls.Question, StringComparison.Ordinal));
}
