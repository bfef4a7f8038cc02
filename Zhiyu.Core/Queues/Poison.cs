using System.Text.RegularExpressions;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Queues;

internal enum PoisonKind
{
    /// <summary>A run that ended as failed.</summary>
    Run,

    /// <summary>An event that could not be decided.</summary>
    Event,

    /// <summary>A message that names nothing of ours, or can't be read: there is nothing to be sent again.</summary>
    Message,
}

/// <summary>Something that failed for good and waits for somebody to look at it.</summary>
/// <param name="Id">The run's or the event's id; for a message, <c>message-</c> and a hash of it, the same
/// wherever it is found.</param>
/// <param name="EventId">The event, or the one that called the run; null for a message.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="At">When it failed.</param>
internal sealed partial record Poison(
    string Id, PoisonKind Kind, string? EventId, string Reason, DateTimeOffset At)
{
    // A queue holds 64 KiB a message; this is enough to see where one comes from.
    private const int LongestText = 4_096;

    // After the ids of threads, which begin with a digit for the next thousand years.
    private const string MessagePrefix = "message-";

    /// <summary>The queue that a message failed on; null for what is known by its id.</summary>
    public string? Queue { get; init; }

    /// <summary>What a message says, or its beginning; null likewise.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the text is a beginning.</summary>
    public bool Truncated { get; init; }

    public static Poison OfRun(string runId, string eventId, string reason, DateTimeOffset at) =>
        new(runId, PoisonKind.Run, eventId, reason, at);

    public static Poison OfEvent(string eventId, string reason, DateTimeOffset at) =>
        new(eventId, PoisonKind.Event, eventId, reason, at);

    /// <param name="text">As it stands in the queue.</param>
    public static Poison OfMessage(string queue, string text, string reason, DateTimeOffset at)
    {
        var shown = QueueText.Shown(text);
        return new Poison(
            MessagePrefix + Ids.Hash($"{queue}:{shown}"), PoisonKind.Message, EventId: null, reason, at)
        {
            Queue = queue,
            Text = Beginning(shown),
            Truncated = shown.Length > LongestText,
        };
    }

    public static bool IsId(string text) => Ids.IsRun(text) || Ids.IsEvent(text) || IsMessageId(text);

    public static bool IsMessageId(string text) => MessageId.IsMatch(text);

    private static string Beginning(string text)
    {
        if (text.Length <= LongestText) return text;
        // Half of a pair would be no text.
        return text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    [GeneratedRegex(@"\Amessage-[0-9a-z]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId { get; }
}
