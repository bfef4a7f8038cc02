using System.Runtime.CompilerServices;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using Zhiyu.Core.Execution.Output;

namespace Zhiyu.Tests.Execution.Output;

/// <summary>Every answer of <c>answers.yaml</c> through the parser.</summary>
[Trait("Set", "Quick")]
public sealed class AnswerCorpusTests
{
    private static readonly Lazy<Dictionary<string, Answer>> Answers =
        new(() => Load().ToDictionary(answer => answer.Name));

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

    private static List<Answer> Load([CallerFilePath] string here = "") => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
        .Deserialize<List<Answer>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "answers.yaml")));

    private sealed class Answer
    {
        public string Name { get; set; } = "";
        public string Text { get; set; } = "";
        public bool Truncated { get; set; }
        public string? Reply { get; set; }
        public string? Decline { get; set; }
        public string? Unusable { get; set; }

        public ParsedOutput Expected =>
            Reply is not null ? new ParsedOutput.Reply(Reply)
            : Decline is not null ? new ParsedOutput.Decline(Decline)
            : new ParsedOutput.Unusable(Unusable ?? throw new InvalidDataException($"What is '{Name}' to become?"));
    }
}
