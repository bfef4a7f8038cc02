using System.Globalization;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.OpenAi;

/// <summary>Every answer of <c>wire.yaml</c> over a socket, once from each provider that speaks the protocol.</summary>
public sealed class WireCorpusTests
{
    public static TheoryData<string, string> Answers
    {
        get
        {
            var answers = new TheoryData<string, string>();
            foreach (var name in WireAnswer.Names)
            {
                answers.Add(name, "openai-compatible");
                answers.Add(name, "azure-openai");
            }

            return answers;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_read_for_what_it_means(string name, string provider)
    {
        var answer = WireAnswer.Of(name);
        await using var server = await FakeOpenAiServer.Start(answer.Answer);
        await using var model = ModelCalls.Of(server, ("LLM_PROVIDER", provider), ("LLM_MAX_RETRIES", "0"),
            ("LLM_BASE_URL", (provider == "azure-openai" ? server.Endpoint : server.BaseUrl).ToString()));
        var call = ModelCalls.NewCall();

        ChatResponse? response = null;
        var thrown = await Record.ExceptionAsync(async () => response = await model.AskAsync(call));

        if (answer.Fault is null)
        {
            Assert.Null(thrown);
            Assert.Equal((answer.Text, answer.Finish), (response!.Text, response.FinishReason?.Value));
        }
        else
        {
            var fault = Assert.IsType<LlmException>(thrown);
            Assert.Equal(answer.Fault, $"{fault.Fault}");
            Assert.StartsWith(provider, fault.Message, StringComparison.Ordinal);
            Assert.All(answer.Says, words => Assert.Contains(words, fault.Message, StringComparison.Ordinal));
            if (answer.Wait is { } wait) Assert.Equal(wait, fault.RetryAfter?.TotalSeconds ?? -1, 2.0);
        }

        Assert.Equal(Expected(model, answer), Booked(call));
        Assert.All(answer.Never.Append(ModelCalls.Key).Append(ModelCalls.Question), secret => Assert.DoesNotContain(
            model.Log.Append($"{thrown}"), line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_corpus_has_answers_and_faults_of_each_kind()
    {
        var faults = WireAnswer.Names.Select(name => WireAnswer.Of(name).Fault).ToList();

        Assert.True(faults.Count(fault => fault is null) >= 50, $"{faults.Count(fault => fault is null)} answers.");
        Assert.Equal(Enum.GetNames<LlmFault>().Order(), faults.OfType<string>().Distinct().Order());
    }

    private static string Expected(ModelCalls model, WireAnswer answer)
    {
        if (answer.Tokens.Contains('/', StringComparison.Ordinal)) return answer.Tokens;
        if (answer.Tokens == "bound")
        {
            var bound = model.Counter.Bound(
                ModelCalls.Messages, new ChatOptions { MaxOutputTokens = 512 }, model.Route());
            return Told(bound.PromptTokens, bound.CompletionTokens, estimated: true);
        }

        if (answer.Tokens.StartsWith("total of ", StringComparison.Ordinal))
        {
            var total = int.Parse(answer.Tokens["total of ".Length..], CultureInfo.InvariantCulture);
            var prompt = model.Counter.Count(ModelCalls.Messages);
            return Told(prompt, total - prompt, estimated: true);
        }

        if (answer.Tokens == "estimated")
            return Told(
                model.Counter.Count(ModelCalls.Messages), model.Counter.Count(answer.Text ?? ""), estimated: true);
        return answer.Fault is null ? "21/4" : "0/0";
    }

    private static string Booked(ModelCall call) =>
        Told(call.Usage.PromptTokens, call.Usage.CompletionTokens, call.Usage.Estimated);

    private static string Told(long prompt, long completion, bool estimated) => string.Create(
        CultureInfo.InvariantCulture, $"{prompt}/{completion}{(estimated ? " estimated" : "")}");
}
