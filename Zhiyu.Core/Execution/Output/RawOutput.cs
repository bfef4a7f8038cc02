using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Output;

/// <summary>What a model's text holds, before it is judged by what was asked for.</summary>
internal abstract record RawOutput
{
    private RawOutput()
    {
    }

    /// <param name="Action">As it was written; empty when there is none.</param>
    /// <param name="IsCut">Whether the body is what came before the token limit, not all of it.</param>
    public sealed record Fields(string Action, string Title, string Body, IReadOnlyList<string> Tags, bool IsCut)
        : RawOutput
    {
        public IReadOnlyList<CastVote> Votes { get; init; } = [];
    }

    /// <summary>No JSON of ours: the text itself is what is said.</summary>
    public sealed record Plain(string Text, bool IsCut) : RawOutput;

    /// <summary>It was meant to be our JSON, but cannot be read.</summary>
    public sealed record Broken : RawOutput
    {
        public const string Reason = "The JSON is cut off or malformed.";
    }

    /// <param name="text">An answer as it came.</param>
    /// <param name="truncated">Whether the token limit cut it off.</param>
    /// <returns>
    /// Texts without what nobody sees: a model can be talked into overrides of the direction, or into hidden tags for
    /// other agents to read. JSON may have escaped them, so they are looked for after it is read.
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
        var bare = AnswerWrapping.Without(text);
        if (OutputObject.Find(bare) is { } found) return found;
        if (!OutputObject.IsMeantIn(bare)) return new Plain(AnswerWrapping.Unfenced(bare), truncated);
        return truncated && TruncatedJson.Find(bare) is { } cut ? cut : new Broken();
    }
}
