using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

/// <summary>Whatever stands in a thread, prompt and answer fit the window of the model's server.</summary>
public sealed class PromptTokenBudgetTests
{
    private const string Thread = "0000000000000001";

    private static readonly Persona Longest = new(Text(100), Text(200), [.. Enumerable.Repeat(Text(30), 20)])
    {
        Stance = Text(200),
        Length = "long",
        Catchphrases = [.. Enumerable.Repeat(Text(60), 5)],
    };

    [Theory]
    [InlineData("http://localhost:11434/v1", "qwen3:8b", 0, 4_096)]
    [InlineData("http://localhost:11434/v1", "gpt-oss:20b", 8_192, 8_192)]
    [InlineData("http://localhost:11434/v1", "llama3.2", 4_000, 4_000)]
    public async Task A_prompt_and_its_answer_fit_the_window(string url, string model, int setting, int window)
    {
        await using var services = Services(url, model, setting);
        var room = services.GetRequiredService<PromptTokenBudget>();

        Assert.All(
            new PromptContext[] { Reply(room, model, isToComment: true), Reply(room, model, false), Post(room, model) },
            context => Assert.InRange(TotalOf(services, model, context), 1, window));
    }

    [Fact]
    public async Task Without_a_window_the_setting_of_the_context_rules()
    {
        await using var services = Services("https://example.com/v1", "qwen-plus", 0);

        Assert.InRange(TotalOf(
            services, "qwen-plus", Reply(services.GetRequiredService<PromptTokenBudget>(), "qwen-plus", true)), 6_000, 12_000);
    }

    private static long TotalOf(ServiceProvider services, string model, PromptContext context)
    {
        var route = services.GetRequiredService<ModelCatalog>().Route(model);
        var messages = SomePrompts.Library.For(context).ToMessages();
        var options = new ChatOptions
        {
            MaxOutputTokens = services.GetRequiredService<ModelClients>().AnswerLimitOf(route),
        };
        var bound = services.GetRequiredService<TokenCounter>().Bound(messages, options, route);
        return bound.PromptTokens + bound.CompletionTokens;
    }

    private static ReplyContext Reply(PromptTokenBudget room, string model, bool isToComment)
    {
        var comments = Enumerable.Range(1, 60)
            .Select(n => Some.Comment(Thread, n) with { Body = Text(3_000) }).ToList();
        return room.For(model, Longest).Build(new ThreadMaterial(
            "ai", Longest, Some.Community(), Some.Post(Thread) with { Body = Text(40_000), Title = Text(300) },
            isToComment ? comments[^1] : null, comments, new Dictionary<string, string> { ["bo"] = Text(64) })
        {
            Memory = Memory(),
        });
    }

    private static PostContext Post(PromptTokenBudget room, string model) =>
        room.For(model, Longest).Build(Longest, Some.Community(), Enumerable.Repeat(Text(300), 20), Memory());

    // Much of it is about the author of all comments, and shares words with what is answered.
    private static QuotedMemory Memory() => new(
        SomeMemory.Of(Enumerable.Range(1, 40).Select(number => SomeMemory.Entry(
            number, Some.Time, "bo", Attitude.Differs, SomeMemory.Fact($"{number} {Text(110)}", Text(40))))),
        Some.Time);

    private static string Text(int length) =>
        string.Concat(Enumerable.Repeat("先量一量再说，样本多大？三个人的感受撑不起这个结论。", 1 + (length / 26)))[..length];

    private static ServiceProvider Services(string url, string model, int window)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LLM_PROVIDER"] = "openai-compatible",
            ["LLM_BASE_URL"] = url,
            ["LLM_MODEL"] = model,
            ["LLM_API_KEY"] = "k",
            ["LLM_CONTEXT_WINDOW"] = $"{window}",
        }).Build();
        var services = new ServiceCollection().AddLlm(configuration).AddSingleton<PromptTokenBudget>()
            .AddSingleton(SomePrompts.Library);
        services.AddSettings<ExecutionOptions>(configuration);
        return services.BuildServiceProvider();
    }
}
