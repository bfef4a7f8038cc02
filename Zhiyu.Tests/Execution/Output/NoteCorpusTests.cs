using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Execution.Output;

/// <summary>Every answer of <c>notes.yaml</c> through the parser.</summary>
[Trait("Set", "Quick")]
public sealed class NoteCorpusTests
{
    private static readonly Lazy<Dictionary<string, Answer>> Answers =
        new(() => CorpusAnswer.Load<Answer>("notes.yaml"));

    public static TheoryData<string> Names => [.. Answers.Value.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_wrong_with_a_note_the_reply_stays(string name)
    {
        var answer = Answers.Value[name];

        var parsed = AgentReply.Parse(Filled(answer.Text), answer.Truncated, "秤星");

        Assert.Equal(answer.Expected, parsed with { Notes = [], Attitude = null });
        Assert.Equal(
            answer.Notes.Select(Filled),
            parsed.Notes.Select(note => $"{note.Kind.ToString().ToLowerInvariant()} | {note.About} | {note.Text}"));
        Assert.Equal(answer.Attitude, parsed.Attitude);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("\"2\"", 2)]
    [InlineData("0", 0)]
    [InlineData("null", 0)]
    [InlineData("-1", 0)]
    [InlineData("\"none\"", 0)]
    [InlineData("[1]", 0)]
    public void A_post_names_what_it_follows_by_number(string written, int follows)
    {
        var parsed = AgentPost.Parse(
            $$"""{"action":"post","title":"砝码","tags":[],"follows":{{written}},"remember":["我开了一帖"],"body":"称一称。"}""",
            truncated: false);

        var post = Assert.IsType<ParsedOutput.Post>(parsed);
        Assert.Equal((follows, "称一称。"), (post.Follows, post.Body));
        Assert.Equal([new Note(NoteKind.Fact, "", "我开了一帖")], post.Notes);
    }

    private static string Filled(string text) => text
        .Replace("#A200", new string('长', 200), StringComparison.Ordinal)
        .Replace("#A100", new string('长', 120), StringComparison.Ordinal)
        .Replace("#A50", new string('长', 50), StringComparison.Ordinal)
        .Replace("#A40", new string('长', 40), StringComparison.Ordinal)
        .Replace(
            "#M",
            string.Join(',', Enumerable.Range(0, 100).Select(n => $$"""{"kind":"fact","about":"a","text":"n{{n}}"}""")),
            StringComparison.Ordinal);

    private sealed class Answer : CorpusAnswer
    {
        public Attitude? Attitude { get; set; }
        public List<string> Notes { get; set; } = [];
    }
}
