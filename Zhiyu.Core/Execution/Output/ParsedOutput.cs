using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>What a model's text turned out to be.</summary>
internal abstract record ParsedOutput
{
    private ParsedOutput()
    {
    }

    /// <summary>How it votes on what it was shown.</summary>
    public IReadOnlyList<CastVote> Votes { get; init; } = [];

    /// <summary>All that it would have an agent say; empty where it says nothing.</summary>
    public virtual string Words => "";

    /// <summary>All that would stand in the forum.</summary>
    public virtual IReadOnlyList<string> Texts => [Words];

    public sealed record Reply(string Body) : ParsedOutput
    {
        public override string Words => Body;
    }

    public sealed record Post(string Title, string Body, IReadOnlyList<string> Tags) : ParsedOutput
    {
        public override string Words => $"{Title}\n{Body}";

        public override IReadOnlyList<string> Texts => [Title, Body, .. Tags];
    }

    /// <summary>The agent chose to stay silent: a normal outcome.</summary>
    public sealed record Decline(string Reason) : ParsedOutput
    {
        /// <summary>A decline whose reason is no longer than a reason may be.</summary>
        public static Decline For(string reason) => new(Excerpt.Of(reason, TextLimit.Reason.Elements));
    }

    /// <summary>Nothing that could be published.</summary>
    public sealed record Unusable(string Reason) : ParsedOutput;
}

/// <param name="Number">Of its target, as the prompt numbers it: 0 for the post, else the comment's place.</param>
internal sealed record CastVote(int Number, VoteDirection Direction);
