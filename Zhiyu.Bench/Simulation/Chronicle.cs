using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Simulation;

/// <summary>Collects all decisions and runs of a simulation.</summary>
internal sealed class Chronicle
{
    private readonly Dictionary<string, AllocationRecord> _decisions = [];
    private readonly Dictionary<string, Run> _runs = [];

    public int Rounds { get; set; }

    public IReadOnlyCollection<AllocationRecord> Decisions => _decisions.Values;

    /// <summary>The runs that ended.</summary>
    public IReadOnlyCollection<Run> Runs => _runs.Values;

    public int Deferrals { get; private set; }

    /// <summary>Replaces an earlier decision of the event, if it was asked again.</summary>
    public void Add(AllocationOutcome outcome)
    {
        if (outcome is AllocationOutcome.Decided decided) _decisions[decided.Record.Id] = decided.Record;
    }

    public void Add(RunOutcome outcome)
    {
        if (outcome is RunOutcome.Ended ended) _runs.Add(ended.Run.Id, ended.Run);
        else if (outcome is RunOutcome.Waiting) Deferrals++;
    }
}
