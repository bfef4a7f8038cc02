using System.Text.Json.Serialization;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Events;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Api.Admin;

/// <summary>Something that failed for good.</summary>
/// <param name="RunId">Null for an event or a message.</param>
/// <param name="EventId">The event, or the one that called the run; null for a message.</param>
/// <param name="Queue">Where a message was found; null for a run or an event.</param>
/// <param name="Text">The message as it was.</param>
internal sealed record PoisonView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<PoisonKind>))] PoisonKind Kind,
    string? RunId,
    string? EventId,
    string Reason,
    DateTimeOffset At,
    string? Queue,
    string? Text)
{
    public static PoisonView Of(Poison poison) => new(
        poison.Id, poison.Kind, poison.Kind == PoisonKind.Run ? poison.Id : null, poison.EventId, poison.Reason,
        poison.At, poison.Queue, poison.Text);
}

/// <summary>What a redrive did.</summary>
/// <param name="Redriven">How many were sent again.</param>
/// <param name="Remaining">What is still on record, counted up to 1,000.</param>
internal sealed record RedriveView(
    int Redriven, IReadOnlyList<string> Ids, IReadOnlyList<RedriveSkipView> Skipped, int Remaining)
{
    public static RedriveView Of(RedriveReport report) => new(
        report.Sent.Count,
        report.Sent,
        [.. report.Skipped.Select(skipped => new RedriveSkipView(skipped.Id, skipped.Reason))],
        report.Remaining);
}

internal sealed record RedriveSkipView(string Id, string Reason);
