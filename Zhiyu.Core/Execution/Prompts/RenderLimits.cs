namespace Zhiyu.Core.Execution.Prompts;

/// <summary>
/// What stops a template that goes too far. A thread's context holds some 100 comments and, at most, some 800,000
/// characters (<see cref="ContextBuilder"/>): there is room for that.
/// </summary>
internal static class RenderLimits
{
    /// <summary>Rounds of a loop, those of the loops in it included.</summary>
    public const int Loop = 200;

    /// <summary>Calls of functions in one another.</summary>
    public const int Recursion = 10;

    /// <summary>UTF-16 units of a part.</summary>
    public const int Characters = 1_000_000;

    public static readonly TimeSpan Regex = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a part may take unless told otherwise: some hundred times what the longest takes.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}
