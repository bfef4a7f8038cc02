using System.Text.RegularExpressions;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Events;

internal enum PoisonKind
{
    /// <summary>A run that ended as failed.</summary>
    Run,

    /// <summary>An event that could not be decided.</summary>
    Event,

    /// <summary>A message that names nothing of ours.</summary>
    Message,
}

/// <summary>Something that failed for good and waits for somebody to look at it.</summary>
/// <param name="Id">The run's or the event's id; for a message, <c>message-</c> and a hash of it.</param>
/// <param name="EventId">The event, or the one that called the run; null for a message.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="At">When it failed.</param>
internal sealed partial record Poison(
    string Id, PoisonKind Kind, string? EventId, string Reason, DateTimeOffset At)
{
    // After the ids of threads, which begin with a digit for the next thousand years.
    private const string MessagePrefix = "message-";

    /// <summary>The queue and the text of a message; null for what is known by its id.</summary>
    public string? Queue { get; init; }

    public string? Text { get; init; }

    public static Poison OfRun(string runId, string eventId, string reason, DateTimeOffset at) =>
        new(runId, PoisonKind.Run, eventId, reason, at);

    public static Poison OfEvent(string eventId, string reason, DateTimeOffset at) =>
        new(eventId, PoisonKind.Event, eventId, reason, at);

    public static Poison OfMessage(string queue, string text, string reason, DateTimeOffset at) =>
        new(MessagePrefix + Ids.Hash($"{queue}:{text}"), PoisonKind.Message, EventId: null, reason, at)
        {
            Queue = queue,
            Text = text,
        };

    public static bool IsId(string text) => Ids.IsRun(text) || Ids.IsEvent(text) || MessageId.IsMatch(text);

    [GeneratedRegex(@"\Amessage-[0-9a-z]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId { get; }
}
