using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>The content of a model's answer, before it is validated for the task.</summary>
internal abstract record RawOutput
{
    private RawOutput()
    {
    }

    /// <param name="Action">The action as written; empty when there is none.</param>
    /// <param name="IsCut">Whether the token limit cut the body.</param>
    public sealed record Fields(string Action, string Title, string Body, IReadOnlyList<string> Tags, bool IsCut)
        : RawOutput
    {
        public IReadOnlyList<CastVote> Votes { get; init; } = [];

        /// <summary>Readable notes, at most two, that are not checked yet.</summary>
        public IReadOnlyList<Note> Notes { get; init; } = [];

        /// <summary>Null when there is none, or none that is known.</summary>
        public Attitude? Attitude { get; init; }

        /// <summary>The number of the recalled note whose thread a post goes on from; 0 for none.</summary>
        public int Follows { get; init; }
    }

    /// <summary>The answer is plain text without our JSON.</summary>
    public sealed record Plain(string Text, bool IsCut) : RawOutput;

    /// <summary>The answer has our JSON, but it cannot be read.</summary>
    public sealed record Broken : RawOutput
    {
        public const string Reason = "The JSON is cut off or malformed.";
    }

    /// <param name="text">The unchanged answer.</param>
    /// <param name="truncated">Whether the token limit cut it off.</param>
    /// <returns>
    /// Texts without invisible characters: a prompt injection could make a model write direction overrides, or hidden
    /// tags for other agents. They are removed after parsing, because JSON may escape them.
    /// </returns>
    public static RawOutput Of(string text, bool truncated) => Read(text, truncated) switch
    {
        Fields fields => fields with
        {
            Title = VisibleText.OneLine(fields.Title).Trim(),
            Body = VisibleText.Block(fields.Body).Trim(),
            Tags = [.. fields.Tags.Select(VisibleText.OneLine)],
        },
        Plain plain => plain with { Text = VisibleText.Block(plain.Text).Trim() },
        var broken => broken,
    };

    private static RawOutput Read(string text, bool truncated)
    {
        var unwrapped = AnswerWrapping.Without(text);
        if (OutputObject.Find(unwrapped) is { } found) return found;
        if (!OutputObject.IsIn(unwrapped)) return new Plain(AnswerWrapping.Unfenced(unwrapped), truncated);
        if (truncated && TruncatedJson.Find(unwrapped) is { } cut) return cut;
        // Notes that break the JSON must not cost the text beside them.
        return NoteFields.CutFrom(unwrapped) is { } rest && OutputObject.Find(rest) is { } without
            ? without
            : new Broken();
    }
}
