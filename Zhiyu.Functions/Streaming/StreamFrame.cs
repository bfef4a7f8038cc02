using System.Globalization;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Streaming;

/// <summary>Formats events as text for a browser's EventSource.</summary>
internal static class StreamFrame
{
    /// <summary>Without events, a client could not tell an idle stream from a lost connection.</summary>
    public const string Heartbeat = ": still here\n\n";

    // Long enough for the host to restart.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>The first event. It has an id too, so a client that loses its connection early can resume.</summary>
    public static string Connected(string position, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"retry: {Retry.TotalMilliseconds:0}\n{Event(position, StreamEventView.Connected(now))}");

    public static string Of(StreamRow row) => Event(row.Position, StreamEventView.Of(row.Entry));

    private static string Event(string id, StreamEventView view) => $"id: {id}\ndata: {ContractJson.Text(view)}\n\n";
}
