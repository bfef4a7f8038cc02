using System.Text;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>
/// A stream of events, which some servers send though none was asked for, as the one answer that it adds up to.
/// </summary>
internal static class EventStream
{
    private static readonly string[] Beginnings = ["data:", "event:", "id:", "retry:", ":"];

    public static bool Is(string text, string? mediaType) =>
        mediaType == "text/event-stream"
        || Beginnings.Any(beginning => text.AsSpan().TrimStart().StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>A completion; null when no event holds an object.</summary>
    public static JObject? Folded(string text)
    {
        var events = Events(text).ToList();
        if (events.Count == 0 || events.All(data => data is null)) return null;
        var folded = new JObject();
        var (said, thought) = (new StringBuilder(), new StringBuilder());
        JToken? finish = null;
        foreach (var data in events.OfType<JObject>())
        {
            foreach (var name in (string[])["model", "usage", "error"])
                if (data[name] is { Type: not JTokenType.Null } value) folded[name] = value;
            if ((data["choices"] as JArray)?.OfType<JObject>().FirstOrDefault() is not { } choice) continue;
            said.Append(Completion.TextOf(choice));
            thought.Append(Completion.ThoughtsOf(choice));
            if (choice["finish_reason"] is { Type: not JTokenType.Null } reason) finish = reason;
        }

        // One that was cut off has neither a reason nor an end.
        folded["choices"] = new JArray(new JObject
        {
            ["finish_reason"] = finish ?? (events[^1] is null ? "stop" : "abort"),
            ["message"] = new JObject { ["content"] = $"{said}", ["reasoning"] = $"{thought}" },
        });
        return folded;
    }

    // Null for the mark at the end.
    private static IEnumerable<JObject?> Events(string text)
    {
        var data = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (line.StartsWith("data:", StringComparison.Ordinal)) data.Append(line.AsSpan(5)).Append('\n');
            if (line.Length > 0 || data.Length == 0) continue;
            var whole = data.ToString();
            data.Clear();
            if (whole.Trim() == "[DONE]") yield return null;
            else if (WireJson.ObjectOf(whole) is { } found) yield return found;
        }
    }
}
