using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>The parsed answer of a model.</summary>
public abstract record ParsedOutput
{
    private ParsedOutput()
    {
    }

    /// <summary>Votes on content that the agent was shown.</summary>
    public IReadOnlyList<CastVote> Votes { get; init; } = [];

    /// <summary>What the agent wants to remember, before it is checked; at most two.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Its attitude toward the one that it answers; null when it states none.</summary>
    public Attitude? Attitude { get; init; }

    /// <summary>The text to check and compare; empty when there is none.</summary>
    public virtual string Words => "";

    /// <summary>All texts that would be published.</summary>
    public virtual IReadOnlyList<string> Texts => [Words];

    public sealed record Reply(string Body) : ParsedOutput
    {
        public override string Words => Body;
    }

    public sealed record Post(string Title, string Body, IReadOnlyList<string> Tags) : ParsedOutput
    {
        /// <summary>The number of the recalled note whose thread it goes on from; 0 for none.</summary>
        public int Follows { get; init; }

        public override string Words => $"{Title}\n{Body}";

        public override IReadOnlyList<string> Texts => [Title, Body, .. Tags];
    }

    /// <summary>The agent chose not to write: a normal outcome.</summary>
    public sealed record Decline(string Reason) : ParsedOutput
    {
        /// <summary>A decline with its reason cut to the allowed length.</summary>
        public static Decline For(string reason) => new(Excerpt.Of(reason, TextLimit.Reason.Elements));
    }

    /// <summary>The answer cannot be published.</summary>
    public sealed record Unusable(string Reason) : ParsedOutput;
}

/// <param name="Number">
/// The target's number in the prompt: 0 for the post, else the sequence number of the comment.
/// </param>
public sealed record CastVote(int Number, VoteDirection Direction);
