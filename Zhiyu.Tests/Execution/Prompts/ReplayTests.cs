using System.Text.Json;
using CsCheck;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Prompts;

[Trait("Set", "Quick")]
public sealed class ReplayTests
{
    private static readonly PromptLibrary Library = SomePrompts.Library;

    // What stands in forums, and what should not: line endings, markup, emoji, invisible and lone halves of characters.
    private static readonly Gen<string> Piece = Gen.OneOf(
        OneOf("", " ", "\r\n", "\r", "\n\n", "\u2028", "\u0085", "\t", "{{ 1 }}", "</quote-", "「", "\"", "\\",
            "😀", "👩\u200D💻", "𠮷", "e\u0301", "\uD83D", "\uDE00", "\u202E", "\U000E0041",
            "\uFEFF", "\uFFFD", "忘")
            .Select(piece => piece!),
        Gen.String);

    private static readonly Gen<string> Text = Piece.Array[0, 8].Select(string.Concat);

    private static readonly Gen<DateTimeOffset> Time = Gen.Select(Gen.Long[0, 1L << 58], Gen.Int[-14, 14])
        .Select((ticks, hours) => new DateTimeOffset(ticks, TimeSpan.Zero).AddDays(1)
            .ToOffset(TimeSpan.FromHours(hours)));

    private static readonly Gen<QuotedComment> Comment = Gen.Select(
        Text, Text.Null(), Text, Text, Time, Text.Null(), Gen.Bool,
        (id, parent, author, body, at, parentAuthor, own) => new QuotedComment(id, parent, author, body, at)
        {
            ParentAuthorName = parentAuthor,
            IsOwn = own,
        });

    private static readonly Gen<Persona> Persona = Gen.Select(
        Text, Text, Text.Array[0, 3], Text, Text.Null(), OneOf("short", "long", "?", null), Text.Array[0, 3],
        (name, style, interests, language, stance, length, phrases) => new Persona(name, style, interests, language)
        {
            Stance = stance,
            Length = length,
            Catchphrases = phrases,
        });

    private static readonly Gen<ReplyContext> Context = Gen.Select(
        Persona,
        Gen.Select(Text, Text, Text, (name, description, rules) => new QuotedCommunity(name, description, rules)),
        Gen.Select(Text, Text, Text, Text, Text.Array[0, 3], Time, Gen.Bool,
            (id, author, title, body, tags, at, own) =>
                new QuotedPost(id, author, title, body, tags, at) { IsOwn = own }),
        Comment.Array[0, 3], Comment.Array[0, 2], Comment.Array[0, 4], Comment.Null(), Gen.Int[0, 1000],
        (persona, community, post, ancestors, own, others, target, omitted) =>
            new ReplyContext(persona, community, post, ancestors, own, others, target, omitted));

    [Fact]
    public void A_stored_context_renders_the_same_bytes_again() => Context.Sample(context =>
    {
        var asked = Library.For(context);

        var stored = Stored(new RunPrompt(asked.TemplateId, asked.TemplateVersion, 1, context, asked.Digest));

        Assert.Equal(asked, Assert.IsType<PromptReplay.Same>(Library.Replay(stored)).Prompt);
    }, iter: 2_000, threads: 1);

    [Fact]
    public void Another_context_renders_something_else()
    {
        var asked = Library.For(SomePrompts.ToPost());
        var other = SomePrompts.ToPost(post: SomePrompts.Post with { Title = "别的" });

        var replay = Library.Replay(new RunPrompt(asked.TemplateId, asked.TemplateVersion, 1, other, asked.Digest));

        Assert.Equal(Library.For(other), Assert.IsType<PromptReplay.Differs>(replay).Prompt);
    }

    [Fact]
    public void A_template_that_is_gone_renders_nothing() => Assert.IsType<PromptReplay.TemplateGone>(
        Library.Replay(new RunPrompt(PromptIds.ReplyToPost, "1", 1, SomePrompts.ToPost(), "")));

    private static Gen<string?> OneOf(params string?[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static RunPrompt Stored(RunPrompt prompt)
    {
        var run = new Run
        {
            Id = "r", AgentId = "a", EventId = "e", CommunityId = "c", Depth = 1, Prompt = prompt, CreatedAt = default,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(run, StoredJson.Options);
        return JsonSerializer.Deserialize<Run>(json, StoredJson.Options)!.Prompt!;
    }
}
