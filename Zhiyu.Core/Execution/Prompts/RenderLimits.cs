namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// Limits for rendering a template. A thread's context has some 100 comments and at most some 800,000 characters (<see
/// cref="ContextBuilder"/>), which fits.
/// </summary>
internal static class RenderLimits
{
    /// <summary>Iterations of a loop, including those of inner loops.</summary>
    public const int Loop = 200;

    /// <summary>The depth of nested function calls.</summary>
    public const int Recursion = 10;

    /// <summary>The length of a part in UTF-16 units.</summary>
    public const int Characters = 1_000_000;

    public static readonly TimeSpan Regex = TimeSpan.FromMilliseconds(100);

    /// <summary>The default time limit for a part: some hundred times what the longest needs.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}
