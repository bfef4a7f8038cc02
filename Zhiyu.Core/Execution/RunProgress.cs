using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>The result of an attempt to finish a claimed run.</summary>
public abstract record RunProgress
{
    public sealed record Ended(Run Run) : RunProgress;

    /// <summary>The model is not available. The run is released.</summary>
    /// <param name="Asked">How long the provider asks to wait, if it says so.</param>
    public sealed record Waiting(TimeSpan? Asked) : RunProgress;

    /// <summary>Another executor holds the run now.</summary>
    public sealed record TakenOver : RunProgress;
}
