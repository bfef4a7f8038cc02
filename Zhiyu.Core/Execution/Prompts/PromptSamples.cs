using Scriban.Runtime;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>Sample values to render each template at startup, so that faults are found before a model call.</summary>
internal static class PromptSamples
{
    private static readonly QuotedCommunity Community = new("c", "d", "r");
    private static readonly QuotedPost Post = new("p", "a", "t", "b", ["g"], DateTimeOffset.UnixEpoch);
    private static readonly QuotedComment Comment = new("k", null, "a", "b", DateTimeOffset.UnixEpoch);

    private static readonly Persona[] Personas =
    [
        new("n", "s", ["i"]),
        .. ((string[])["short", "long"]).Select(length => Persona.Fields.Aggregate(
            Persona.Of("n") with { Length = length }, (persona, field) => field.With(persona, ["k"]))),
    ];

    /// <summary>Samples that cover all branches: every length, with and without optional values.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<ScriptObject>> ByTemplate =
        new Dictionary<string, IReadOnlyList<ScriptObject>>
        {
            [PromptIds.ReplyToPost] = Replies(null),
            [PromptIds.ReplyToComment] = Replies(Comment),
            [PromptIds.CreatePost] =
            [
                .. from persona in Personas
                   from titles in (string[][])[[], ["t"]]
                   select PromptValues.For(new PostContext(persona, Community, titles)),
            ],
        };

    private static IReadOnlyList<ScriptObject> Replies(QuotedComment? target) =>
    [
        .. from persona in Personas
           from thread in (QuotedComment[][])[[], [Comment]]
           from omitted in (int[])[0, 1]
           select PromptValues.For(new ReplyContext(
               persona, Community, Post, thread, thread, thread, target, omitted)),
    ];
}
