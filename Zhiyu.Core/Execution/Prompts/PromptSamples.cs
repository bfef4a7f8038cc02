using Scriban.Runtime;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>Sample values to render each template at startup, so that faults are found before a model call.</summary>
internal static class PromptSamples
{
    private static readonly QuotedCommunity Community = new("c", "d", "r");
    private static readonly QuotedPost Post = new("p", "a", "t", "b", ["g"], DateTimeOffset.UnixEpoch);
    private static readonly QuotedComment Comment = new("k", null, "a", "b", DateTimeOffset.UnixEpoch);
    private static readonly RecalledNote Note = new("n", "k", "t", NoteKind.Fact, "a", "x", DateTimeOffset.UnixEpoch);
    private static readonly QuotedRelationship Relationship = new("a", 0.5, 0, DateTimeOffset.UnixEpoch);

    private static readonly Persona[] Personas =
    [
        new("n", "s", ["i"]),
        .. ((string[])["short", "long"]).Select(length => Persona.Scales.Aggregate(
            Persona.Fields.Aggregate(
                Persona.Of("n") with { Length = length }, (persona, field) => field.With(persona, ["k"])),
            (persona, scale) => scale.With(persona, 1))),
    ];

    /// <summary>Samples that cover all branches: every length, with and without optional values.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<ScriptObject>> ByTemplate =
        PromptIds.All.ToDictionary(id => id, Of);

    private static IReadOnlyList<ScriptObject> Of(string id) =>
    [
        .. from persona in Personas
           from context in ContextsOf(id, persona)
           from remembers in (bool[])[false, true]
           select PromptValues.For(remembers ? WithMemory(context) : context, id),
    ];

    private static IEnumerable<PromptContext> ContextsOf(string id, Persona persona)
    {
        if (id.StartsWith(PromptIds.CreatePost, StringComparison.Ordinal))
        {
            return
                from titles in (string[][])[[], ["t"]]
                select new PostContext(persona, Community, titles);
        }

        var target = id.StartsWith(PromptIds.ReplyToComment, StringComparison.Ordinal) ? Comment : null;
        return
            from thread in (QuotedComment[][])[[], [Comment]]
            from omitted in (int[])[0, 1]
            select new ReplyContext(persona, Community, Post, thread, thread, thread, target, omitted);
    }

    private static PromptContext WithMemory(PromptContext context) =>
        context with { Recalled = [Note], Relationships = [Relationship], WornOpenings = ["o"] };
}
