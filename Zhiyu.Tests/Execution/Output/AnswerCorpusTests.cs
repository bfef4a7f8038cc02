using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

/// <summary>Every answer of <c>answers.yaml</c> through the parser.</summary>
[Trait("Set", "Quick")]
public sealed class AnswerCorpusTests
{
    private static readonly Lazy<Dictionary<string, CorpusAnswer>> Answers =
        new(() => CorpusAnswer.Load<CorpusAnswer>("answers.yaml"));

    public static TheoryData<string> Names => [.. Answers.Value.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_makes_of_an_answer_what_it_means(string name)
    {
        var answer = Answers.Value[name];

        Assert.Equal(answer.Expected, AgentReply.Parse(answer.Text, answer.Truncated, "秤星"));
    }

    [Fact]
    public void The_corpus_is_of_both_languages_and_of_each_outcome()
    {
        Assert.True(Answers.Value.Count >= 60, $"There are only {Answers.Value.Count} answers.");
        Assert.Equal(3, Answers.Value.Values.Select(answer => answer.Expected.GetType()).Distinct().Count());
    }
}
