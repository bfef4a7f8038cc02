namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How much a model reasons before it answers: the values of <c>LLM_REASONING_EFFORT</c>.</summary>
internal static class ReasoningEfforts
{
    /// <summary>No reasoning, where the server can switch it off.</summary>
    public const string Off = "none";

    /// <summary>The server's default: nothing is sent.</summary>
    public const string ServersOwn = "default";

    /// <summary>Used when the server refuses <see cref="Off"/>.</summary>
    public const string Least = "low";

    public static readonly IReadOnlyList<string> All =
        [Off, "minimal", Least, "medium", "high", "xhigh", ServersOwn];
}
