using Zhiyu.Core.Runs;

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
                CandidateStage.Decide(input, topic, options), quota.Value, input.Owners, quota.OwedPlaces),
        };
        var runs = record.SelectedAgents.Select(agentId => Run.Of(input.Event, agentId, input.Now)).ToList();
        var window = runs.Count == 0
            ? input.Window
            : input.Window.With(
                record.SelectedAgents, input.Event.ActorId, topic.Ideas, input.Now, options.LongWindow);
        return new AllocationDecision(record, runs, window);
    }

    /// <summary>Whether a thread window kept all agents from answering.</summary>
    public bool IsHeldByWindow => Runs.Count == 0 && Record.Quota is { IsHeldByWindow: true };

    /// <summary>The same, with the event remembered in the window if that kept it from being answered.</summary>
    public AllocationDecision OrRemember(AllocationInput input, AllocationOptions options) => !IsHeldByWindow
        ? this
        : this with
        {
            Window = Window.Remember(
                new UnansweredEvent(
                    input.Event.Id,
                    input.Event.SubjectId,
                    Record.Candidates.Any(candidate => candidate.Owed),
                    input.Now),
                input.Now,
                options),
        };

    /// <summary>
    /// The decision of an event that the window had kept from being answered, and that is asked again; null when there
    /// is still no place. It is not asked a third time.
    /// </summary>
    public AllocationDecision? AsRevisit(AllocationRecord before, AllocationOptions options) => IsHeldByWindow
        ? null
        : this with
        {
            Record = Record with { FirstDecidedAt = before.DecidedAt },
            Window = Window.Forget(Record.Id, Record.DecidedAt, options),
        };

    /// <summary>
    /// How long until the first candidate's cooldown ends, when cooldown is the only reason that no agent is selected;
    /// null when waiting would not help.
    /// </summary>
    public TimeSpan? CooldownLeft(AllocationInput input, AllocationOptions options)
    {
        if (Runs.Count > 0 || Record.Quota is not { } quota || quota.Value + quota.OwedPlaces == 0) return null;
        var coolingDown = Record.Candidates
            .Where(candidate => candidate.Filters is [CandidateFilter.CoolingDown]
                && (quota.Value > 0 || candidate.Owed))
            .Select(candidate => candidate.AgentId)
            .ToHashSet();
        return input.Considered
            .Where(considered => coolingDown.Contains(considered.Agent.Id))
            .Select(considered => considered.LastCalledAt + options.Cooldown - input.Now)
            .Min();
    }
}
