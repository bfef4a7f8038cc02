using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Allocations;

/// <summary>The agents that were considered for an event, their scores, and why each was or was not selected.</summary>
/// <param name="Quota">Null when the event was not admitted.</param>
/// <param name="Candidates">Selected agents first, then by score.</param>
internal sealed record AllocationView(
    string EventId,
    [property: JsonConverter(typeof(LowerSnakeCase<Admission>))] Admission Admission,
    QuotaView? Quota,
    IReadOnlyList<CandidateView> Candidates,
    IReadOnlyList<string> RunIds,
    DateTimeOffset DecidedAt)
{
    public static AllocationView Of(AllocationRecord record) => new(
        record.Id,
        record.Admission,
        record.Quota is { } quota
            ? new(quota.Value, quota.BindingTerm, quota.Terms, quota.Degradation) { OwedPlaces = quota.OwedPlaces }
            : null,
        [
            .. record.Candidates
                .OrderByDescending(each => each.Selected).ThenByDescending(each => each.IsFit)
                .ThenByDescending(each => each.Score)
                .Select(CandidateView.Of),
        ],
        [.. record.RunIds],
        record.DecidedAt)
    {
        FirstDecidedAt = record.FirstDecidedAt,
    };

    /// <summary>
    /// When it was first decided, if a thread window left no place then and it was asked again; else null.
    /// </summary>
    public DateTimeOffset? FirstDecidedAt { get; init; }
}

/// <param name="Value">How many agents could be selected.</param>
/// <param name="BindingTerm">The name of the smallest term, before degradation.</param>
internal sealed record QuotaView(
    int Value,
    string BindingTerm,
    IReadOnlyDictionary<string, int> Terms,
    [property: JsonConverter(typeof(LowerSnakeCase<Degradation>))] Degradation Degradation)
{
    /// <summary>How many more could be selected of the agents that are owed a turn in the thread.</summary>
    public int OwedPlaces { get; init; }
}

/// <param name="Filters">The reasons why it was not eligible; empty for an eligible agent.</param>
/// <param name="Terms">The score is the sum of these.</param>
internal sealed record CandidateView(
    string AgentId,
    bool Selected,
    IReadOnlyList<string> Filters,
    double Score,
    IReadOnlyDictionary<string, double> Terms)
{
    public static CandidateView Of(Candidate candidate) => new(
        candidate.AgentId,
        candidate.Selected,
        [.. candidate.Filters.Select(filter => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{filter}"))],
        Math.Round(candidate.Score, 3),
        candidate.Terms);
}
