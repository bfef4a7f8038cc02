using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Models.Simulated;

[Trait("Set", "Quick")]
public sealed class SimulatedChatClientTests
{
    private static readonly PromptLibrary Library = SomePrompts.Library;
    private static readonly RenderedPrompt Prompt = Library.For(SomePrompts.ToPost());

    [Fact]
    public async Task The_same_prompt_and_seed_give_the_same_text()
    {
        Assert.Equal(await Text(Prompt), await Text(Prompt));
        Assert.NotEqual(await Text(Prompt), await Text(Prompt, Settings(seed: 2)));
    }

    [Fact]
    public async Task Usage_is_estimated_from_the_length_of_the_texts()
    {
        var response = await Ask(Prompt, Settings());

        Assert.Equal("simulated", response.ModelId);
        Assert.InRange(response.Usage!.InputTokenCount!.Value, 300, 1000);
        Assert.InRange(response.Usage.OutputTokenCount!.Value, 15, 200);
        Assert.Equal(response.Usage.InputTokenCount + response.Usage.OutputTokenCount, response.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task The_time_to_answer_is_the_clocks()
    {
        var time = new FakeTimeProvider();
        var answer = new SimulatedChatClient(Settings(minMs: 1000, maxMs: 3000), time)
            .GetResponseAsync(Prompt.ToMessages(), cancellationToken: TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(2001));
        await answer.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        var answer = new SimulatedChatClient(Settings(minMs: 60_000, maxMs: 60_000), new FakeTimeProvider())
            .GetResponseAsync(Prompt.ToMessages(), cancellationToken: cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task It_declines_about_as_often_as_it_is_told()
    {
        var declined = 0;
        for (var i = 0; i < 500; i++)
        {
            if (await Output(ToComment($"第{i}种说法是这样的。"), Settings(declineRate: 0.08)) is ParsedOutput.Decline)
                declined++;
        }

        Assert.InRange(declined, 25, 60);
    }

    [Fact]
    public async Task Two_hundred_replies_to_one_post_hardly_repeat()
    {
        HashSet<string> texts = [];
        for (var seed = 0; seed < 200; seed++)
            texts.Add(await Text(Prompt, Settings(seed)));

        Assert.InRange(texts.Count, 150, 200);
    }

    [Fact]
    public async Task In_a_thread_no_sentence_comes_twice()
    {
        List<QuotedComment> thread = [];
        for (var i = 0; i < 8; i++)
            thread.Add(SomePrompts.Comment(await Body(Library.For(SomePrompts.ToPost(others: thread))), id: $"c{i}"));

        var sentences = thread.SelectMany(comment => comment.Body.Split('。', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(sentences.Distinct(), sentences);
    }

    [Theory]
    [InlineData("ancestors")]
    [InlineData("own")]
    [InlineData("others")]
    public async Task What_anybody_said_before_is_not_said_again(string place)
    {
        var target = SomePrompts.ToComment(SomePrompts.Comment("茶壶里没有风暴。", id: "c0"));
        List<QuotedComment> said = [];
        for (var i = 0; i < 6; i++)
        {
            var context = place switch
            {
                "ancestors" => target with { Ancestors = said },
                "own" => target with { Own = [.. said.Select(comment => comment with { IsOwn = true })] },
                _ => target with { Others = said },
            };
            said.Add(SomePrompts.Comment(await Body(Library.For(context)), id: $"c{i + 1}"));
        }

        var sentences = said.SelectMany(comment => comment.Body.Split('。', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(sentences.Distinct(), sentences);
    }

    [Fact]
    public async Task A_reply_takes_up_words_of_what_it_answers()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var body = await Body(ToComment("茶壶里没有风暴。"), Settings(seed));
            Assert.True(body.Contains("茶壶里没有风暴", StringComparison.Ordinal) ||
                body.Contains("阿齐", StringComparison.Ordinal), body);
        }
    }

    [Fact]
    public async Task A_persona_with_another_language_is_answered_in_english()
    {
        var persona = new Persona("Ada", "dry", ["clocks"], "en");

        var body = await Body(Library.For(SomePrompts.ToPost(persona)));

        Assert.Contains(body, char.IsAsciiLetter);
        Assert.DoesNotContain("。", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_post_has_a_title_that_was_not_used_lately()
    {
        List<string> titles = [];
        while (titles.Count < 25
            && await Output(Library.For(new PostContext(SomePrompts.Measurer, SomePrompts.Community, titles)))
                is ParsedOutput.Post post)
            titles.Add(post.Title);

        Assert.InRange(titles.Count, 20, 25); // as many as a prompt shows, and now and then a decline
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    private static RenderedPrompt ToComment(string body) =>
        Library.For(SomePrompts.ToComment(SomePrompts.Comment(body)));

    private static LlmOptions Settings(int seed = 1, int minMs = 0, int maxMs = 0, double declineRate = 0) => new()
    {
        Provider = "simulated",
        SimulatedSeed = seed,
        SimulatedMinTime = TimeSpan.FromMilliseconds(minMs),
        SimulatedMaxTime = TimeSpan.FromMilliseconds(maxMs),
        SimulatedDeclineRate = declineRate,
    };

    private static Task<ChatResponse> Ask(RenderedPrompt prompt, LlmOptions settings) =>
        new SimulatedChatClient(settings, new FakeTimeProvider())
            .GetResponseAsync(prompt.ToMessages(), cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<string> Text(RenderedPrompt prompt, LlmOptions? settings = null) =>
        (await Ask(prompt, settings ?? Settings())).Text;

    private static async Task<ParsedOutput> Output(RenderedPrompt prompt, LlmOptions? settings = null) =>
        prompt.TemplateId == PromptIds.CreatePost
            ? AgentPost.Parse(await Text(prompt, settings), false)
            : AgentReply.Parse(await Text(prompt, settings), false, "");

    private static async Task<string> Body(RenderedPrompt prompt, LlmOptions? settings = null) =>
        Assert.IsType<ParsedOutput.Reply>(await Output(prompt, settings)).Body;
}
