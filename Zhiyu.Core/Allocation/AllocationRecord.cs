using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>The last stage: why each agent was or was not called, kept for good beside the event.</summary>
internal sealed record AllocationRecord : IThreadRow
{
    /// <summary>The event's id: an event is allocated once.</summary>
    public required string Id { get; init; }

    public required Admission Admission { get; init; }

    /// <summary>Null when the event was not admitted.</summary>
    public Quota? Quota { get; init; }

    /// <summary>Everyone considered; empty when nobody could be called.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Whether it called no agent because moderation held it back: approved, it calls some.</summary>
    public bool AwaitsApproval => Admission is Admission.ContentWithheld or Admission.ContentFolded;

    /// <summary>The most fitting first.</summary>
    public IEnumerable<string> SelectedAgents => Candidates
        .Where(candidate => candidate.Selected)
        .OrderByDescending(candidate => candidate.Score)
        .ThenBy(candidate => candidate.Draw)
        .Select(candidate => candidate.AgentId);

    public IEnumerable<string> RunIds => SelectedAgents.Select(agentId => Ids.Run(Id, agentId));
}
