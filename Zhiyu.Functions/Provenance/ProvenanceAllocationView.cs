using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Functions.Allocations;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Provenance;

/// <summary>How it came that this agent spoke.</summary>
/// <param name="Quota">How many could be called; null where the event was not admitted.</param>
/// <param name="BindingTerm">What kept the quota from being more.</param>
/// <param name="PassedOver">How many others each filter kept from answering; one may count for several.</param>
/// <param name="Candidates">Everyone considered: for admins.</param>
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
            isAdmin ? candidates : null);
    }
}
