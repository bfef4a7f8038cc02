using System.Globalization;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Streaming;

/// <summary>The text of a stream, as a browser's EventSource reads it.</summary>
internal static class StreamFrame
{
    /// <summary>What a client that gets no answer can't tell from a connection that is gone.</summary>
    public const string Heartbeat = ": still here\n\n";

    // Long enough for a host that was restarted.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>The first event. It has an id too: whoever is cut off before the next one resumes from here.</summary>
    public static string Connected(string position, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"retry: {Retry.TotalMilliseconds:0}\n{Event(position, StreamEventView.Connected(now))}");

    public static string Of(StreamRow row) => Event(row.Position, StreamEventView.Of(row.Entry));

    private static string Event(string id, StreamEventView view) => $"id: {id}\ndata: {ContractJson.Text(view)}\n\n";
}
