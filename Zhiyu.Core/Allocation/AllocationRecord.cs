using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>The last stage: why each agent was or was not selected, stored permanently with the event.</summary>
public sealed record AllocationRecord : IThreadRow
{
    public static string RowKeyOf(string id) => $"allocation:{Ids.InThread(id)}";

    /// <summary>The event's id: an event is allocated once.</summary>
    public required string Id { get; init; }

    public required Admission Admission { get; init; }

    /// <summary>Null when the event was not admitted.</summary>
    public Quota? Quota { get; init; }

    /// <summary>All considered agents; empty when no agent could be selected.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>
    /// When it was first decided, if a thread window left no place then and it was asked again; else null.
    /// </summary>
    public DateTimeOffset? FirstDecidedAt { get; init; }

    /// <summary>Whether moderation prevented the call of agents; an approval makes up for it.</summary>
    public bool AwaitsApproval => Admission is Admission.ContentWithheld or Admission.ContentFolded;

    /// <summary>The most fitting first.</summary>
    public IEnumerable<string> SelectedAgents => Candidates
        .Where(candidate => candidate.Selected)
        .OrderByDescending(candidate => candidate.Score)
        .ThenBy(candidate => candidate.Draw)
        .Select(candidate => candidate.AgentId);

    public IEnumerable<string> RunIds => SelectedAgents.Select(agentId => Ids.Run(Id, agentId));
}
