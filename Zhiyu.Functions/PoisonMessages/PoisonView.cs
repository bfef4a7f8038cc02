using System.Text.Json.Serialization;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.PoisonMessages;

/// <summary>Something that failed for good.</summary>
/// <param name="RunId">Null for an event or a message.</param>
/// <param name="EventId">The event, or the one that called the run; null for a message.</param>
/// <param name="Queue">Where a message was found; null for a run or an event.</param>
/// <param name="Text">What a message says, where it is text; else as it stood in the queue. At most 4,096 characters.</param>
/// <param name="Truncated">Whether the text is the beginning of a longer one.</param>
/// <param name="Unreadable">Whether it is no message of ours: it can be removed, and not sent again.</param>
/// <param name="Standing">
/// Whether it stands in the queue of what failed, and is not on record: what is readable is put there by itself.
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

/// <summary>What a redrive did.</summary>
/// <param name="Redriven">How many were sent again.</param>
/// <param name="Remaining">What is still on record, counted up to 1,000.</param>
internal sealed record RedriveView(
    int Redriven, IReadOnlyList<string> Ids, IReadOnlyList<PoisonSkipView> Skipped, int Remaining)
{
    public static RedriveView Of(PoisonReport report) => new(
        report.Done.Count, report.Done, PoisonSkipView.Of(report), report.Remaining);
}

/// <summary>What a removal did.</summary>
/// <param name="Removed">How many are gone.</param>
/// <param name="Remaining">What is still on record, counted up to 1,000.</param>
internal sealed record PoisonRemovalView(
    int Removed, IReadOnlyList<string> Ids, IReadOnlyList<PoisonSkipView> Skipped, int Remaining)
{
    public static PoisonRemovalView Of(PoisonReport report) => new(
        report.Done.Count, report.Done, PoisonSkipView.Of(report), report.Remaining);
}

/// <summary>What was left as it is, and why.</summary>
internal sealed record PoisonSkipView(string Id, string Reason)
{
    public static IReadOnlyList<PoisonSkipView> Of(PoisonReport report) =>
        [.. report.Skipped.Select(skipped => new PoisonSkipView(skipped.Id, skipped.Reason))];
}
