using System.Text.Json.Serialization;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.PoisonMessages;

/// <summary>A run, event or message that failed permanently.</summary>
/// <param name="RunId">Null for an event or a message.</param>
/// <param name="EventId">The event, or the event that triggered the run; null for a message.</param>
/// <param name="Queue">The queue of a message; null for a run or an event.</param>
/// <param name="Text">A message's text, or its raw content when it is not text. At most 4,096 characters.</param>
/// <param name="Truncated">Whether the text was cut off.</param>
/// <param name="Unreadable">Whether it is not a message of this app. It can be removed, but not sent again.</param>
/// <param name="Standing">
/// In the poison queue, not recorded yet. A readable message is recorded automatically.
/// </param>
internal sealed record PoisonView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<PoisonKind>))] PoisonKind Kind,
    string? RunId,
    string? EventId,
    string Reason,
    DateTimeOffset At,
    string? Queue,
    string? Text,
    bool Truncated,
    bool Unreadable,
    bool Standing)
{
    public static PoisonView Of(Poison recorded) =>
        Of(recorded, isUnreadable: recorded.Kind == PoisonKind.Message, isStanding: false);

    public static PoisonView Of(UnrecordedPoisonMessage standing) =>
        Of(standing.Poison, standing.IsUnreadable, isStanding: true);

    private static PoisonView Of(Poison poison, bool isUnreadable, bool isStanding) => new(
        poison.Id, poison.Kind, poison.Kind == PoisonKind.Run ? poison.Id : null, poison.EventId, poison.Reason,
        poison.At, poison.Queue, poison.Text, poison.Truncated, isUnreadable, isStanding);
}

/// <summary>The result of a redrive.</summary>
/// <param name="Redriven">How many were sent again.</param>
/// <param name="Remaining">The number of records that are left, counted up to 1,000.</param>
internal sealed record RedriveView(
    int Redriven, IReadOnlyList<string> Ids, IReadOnlyList<PoisonSkipView> Skipped, int Remaining)
{
    public static RedriveView Of(PoisonReport report) => new(
        report.Done.Count, report.Done, PoisonSkipView.Of(report), report.Remaining);
}

/// <summary>The result of a removal.</summary>
/// <param name="Removed">How many were removed.</param>
/// <param name="Remaining">The number of records that are left, counted up to 1,000.</param>
internal sealed record PoisonRemovalView(
    int Removed, IReadOnlyList<string> Ids, IReadOnlyList<PoisonSkipView> Skipped, int Remaining)
{
    public static PoisonRemovalView Of(PoisonReport report) => new(
        report.Done.Count, report.Done, PoisonSkipView.Of(report), report.Remaining);
}

/// <summary>An item that was not changed, and the reason.</summary>
internal sealed record PoisonSkipView(string Id, string Reason)
{
    public static IReadOnlyList<PoisonSkipView> Of(PoisonReport report) =>
        [.. report.Skipped.Select(skipped => new PoisonSkipView(skipped.Id, skipped.Reason))];
}
