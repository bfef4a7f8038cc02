using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>The result of an allocation: its record, the new runs, and the thread's response window.</summary>
public sealed record AllocationDecision(AllocationRecord Record, IReadOnlyList<Run> Runs, ResponseWindow Window)
{
    /// <summary>Runs all stages: admission, quota, candidates, selection. Deterministic for the same input.</summary>
    public static AllocationDecision Decide(AllocationInput input, AllocationOptions options)
    {
        var admission = AdmissionStage.Decide(input, options);
        var record = new AllocationRecord { Id = input.Event.Id, Admission = admission, DecidedAt = input.Now };
        if (admission != Admission.Admitted) return new AllocationDecision(record, [], input.Window);

        var (quota, topic) = (QuotaStage.Decide(input, options), new Topic(input));
        record = record with
        {
            Quota = quota,
            Candidates = SelectionStage.Decide(
                CandidateStage.Decide(input, topic, options), quota.Value, input.Owners),
        };
        var runs = record.SelectedAgents.Select(agentId => NewRun(agentId, input)).ToList();
        return new AllocationDecision(record, runs, input.Window.With(
            record.SelectedAgents, input.Event.ActorId, topic.Ideas, input.Now, options.LongWindow));
    }

    /// <summary>
    /// How long until the first candidate's cooldown ends, when cooldown is the only reason that no agent is selected;
    /// null when waiting would not help.
    /// </summary>
    public TimeSpan? CooldownLeft(AllocationInput input, AllocationOptions options)
    {
        if (Runs.Count > 0 || Record.Quota is not { Value: > 0 }) return null;
        var coolingDown = Record.Candidates
            .Where(candidate => candidate.Filters is [CandidateFilter.CoolingDown])
            .Select(candidate => candidate.AgentId)
            .ToHashSet();
        return input.Considered
            .Where(considered => coolingDown.Contains(considered.Agent.Id))
            .Select(considered => considered.LastCalledAt + options.Cooldown - input.Now)
            .Min();
    }

    private static Run NewRun(string agentId, AllocationInput input) => new()
    {
        Id = Ids.Run(input.Event.Id, agentId),
        AgentId = agentId,
        EventId = input.Event.Id,
        CommunityId = input.Event.CommunityId,
        TargetId = input.Event.Type == ForumEventType.CommentCreated ? input.Event.SubjectId : null,
        Depth = input.Event.Depth + 1,
        CreatedAt = input.Now,
    };
}
