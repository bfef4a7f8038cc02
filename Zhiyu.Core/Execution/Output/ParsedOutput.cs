using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution.Output;

/// <summary>What a model's text turned out to be.</summary>
internal abstract record ParsedOutput
{
    private ParsedOutput()
    {
    }

    public sealed record Reply(string Body) : ParsedOutput;

    public sealed record Post(string Title, string Body, IReadOnlyList<string> Tags) : ParsedOutput;

    /// <summary>The agent chose to stay silent: a normal outcome.</summary>
    public sealed record Decline(string Reason) : ParsedOutput
    {
        /// <summary>A decline whose reason is no longer than a reason may be.</summary>
        public static Decline For(string reason) => new(Excerpt.Of(reason, TextLimit.Reason.Elements));
    }

    /// <summary>Nothing that could be published.</summary>
    public sealed record Unusable(string Reason) : ParsedOutput;
}
