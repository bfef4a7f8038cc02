namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How much a model thinks before it answers: the values of <c>LLM_REASONING_EFFORT</c>.</summary>
internal static class ReasoningEfforts
{
    /// <summary>Not at all, where the server has a switch for it.</summary>
    public const string Off = "none";

    /// <summary>As the server has it: nothing is sent.</summary>
    public const string ServersOwn = "default";

    /// <summary>What is asked for where <see cref="Off"/> is refused.</summary>
    public const string Least = "low";

    public static readonly IReadOnlyList<string> All =
        [Off, "minimal", Least, "medium", "high", "xhigh", ServersOwn];
}
