using System.Text.RegularExpressions;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Queues;

public enum PoisonKind
{
    /// <summary>A run that failed.</summary>
    Run,

    /// <summary>An event that could not be decided.</summary>
    Event,

    /// <summary>A message that can't be read or has no valid id, so it can't be sent again.</summary>
    Message,
}

/// <summary>A run, event or message that failed permanently and waits for a person.</summary>
/// <param name="Id">
/// The id of the run or event; for a message, <c>message-</c> and a hash of its queue and text.
/// </param>
/// <param name="EventId">The event, or the event of the run; null for a message.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="At">When it failed.</param>
public sealed partial record Poison(
    string Id, PoisonKind Kind, string? EventId, string Reason, DateTimeOffset At)
{
    // A queue message can have 64 KiB; this is enough to recognize its sender.
    private const int MaxTextLength = 4_096;

    // Sorts after thread ids, which begin with a digit for the next thousand years.
    private const string MessagePrefix = "message-";

    /// <summary>The revisit whose message failed; null for the message of the event itself.</summary>
    public int? Revisit { get; init; }

    /// <summary>The queue of a message; null for a run or an event.</summary>
    public string? Queue { get; init; }

    /// <summary>The text of a message, or its beginning; null for a run or an event.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the text was shortened.</summary>
    public bool Truncated { get; init; }

    public static Poison OfRun(string runId, string eventId, string reason, DateTimeOffset at) =>
        new(runId, PoisonKind.Run, eventId, reason, at);

    public static Poison OfEvent(string eventId, string reason, DateTimeOffset at, int? revisit = null) =>
        new(eventId, PoisonKind.Event, eventId, reason, at) { Revisit = revisit };

    /// <param name="text">The text as it is in the queue.</param>
    public static Poison OfMessage(string queue, string text, string reason, DateTimeOffset at)
    {
        var shown = QueueText.Shown(text);
        return new Poison(
            MessagePrefix + Ids.Hash($"{queue}:{shown}"), PoisonKind.Message, EventId: null, reason, at)
        {
            Queue = queue,
            Text = Beginning(shown),
            Truncated = shown.Length > MaxTextLength,
        };
    }

    public static bool IsId(string text) => Ids.IsRun(text) || Ids.IsEvent(text) || IsMessageId(text);

    public static bool IsMessageId(string text) => MessageId.IsMatch(text);

    private static string Beginning(string text)
    {
        if (text.Length <= MaxTextLength) return text;
        // Does not split a surrogate pair.
        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }

    [GeneratedRegex(@"\Amessage-[0-9a-z]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId { get; }
}
