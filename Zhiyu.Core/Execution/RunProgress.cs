using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>How far a claimed run was brought.</summary>
internal abstract record RunProgress
{
    public sealed record Ended(Run Run) : RunProgress;

    /// <summary>The model does not answer now. The run is released.</summary>
    /// <param name="Asked">How long the provider asks to be left alone, if it says.</param>
    public sealed record Waiting(TimeSpan? Asked) : RunProgress;

    /// <summary>Somebody else has the run now.</summary>
    public sealed record TakenOver : RunProgress;
}
