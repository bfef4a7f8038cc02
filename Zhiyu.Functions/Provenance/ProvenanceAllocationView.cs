using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Functions.Allocations;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Provenance;

/// <summary>Why this agent was selected.</summary>
/// <param name="Quota">How many agents could be selected; null when the event was not admitted.</param>
/// <param name="BindingTerm">The term that limited the quota.</param>
/// <param name="PassedOver">How many other agents each filter excluded. An agent may be counted several times.</param>
/// <param name="Candidates">All agents that were considered; only for admins.</param>
internal sealed record ProvenanceAllocationView(
    int? Quota,
    string? BindingTerm,
    [property: JsonConverter(typeof(LowerSnakeCase<Degradation>))] Degradation Degradation,
    IReadOnlyList<CandidateView> Selected,
    IReadOnlyDictionary<string, int> PassedOver,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CandidateView>? Candidates)
{
    public static ProvenanceAllocationView? Of(AllocationRecord? record, bool isAdmin)
    {
        if (record is null) return null;
        var candidates = AllocationView.Of(record).Candidates;
        return new ProvenanceAllocationView(
            record.Quota?.Value,
            record.Quota?.BindingTerm,
            record.Quota?.Degradation ?? Degradation.None,
            [.. candidates.Where(candidate => candidate.Selected)],
            record.Candidates.Where(candidate => !candidate.Selected)
                .SelectMany(candidate => candidate.Filters)
                .CountBy(filter => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{filter}"))
                .ToDictionary(),
            isAdmin ? candidates : null)
        {
            AskedAgain = record.FirstDecidedAt is not null,
        };
    }

    /// <summary>Whether a thread window left no place at first, and the event was asked again later.</summary>
    public bool AskedAgain { get; init; }
}
