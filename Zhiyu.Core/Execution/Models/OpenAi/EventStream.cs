using System.Text;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Merges an event stream, which some servers send without being asked, into one answer.</summary>
internal static class EventStream
{
    private static readonly string[] Prefixes = ["data:", "event:", "id:", "retry:", ":"];

    public static bool Is(string text, string? mediaType) =>
        mediaType == "text/event-stream"
        || Prefixes.Any(prefix => text.AsSpan().TrimStart().StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The merged completion; null when no event holds an object.</summary>
    public static JObject? Merged(string text)
    {
        var events = Events(text).ToList();
        if (events.Count == 0 || events.All(data => data is null)) return null;
        var merged = new JObject();
        var (content, reasoning) = (new StringBuilder(), new StringBuilder());
        JToken? finish = null;
        foreach (var data in events.OfType<JObject>())
        {
            foreach (var name in (string[])["model", "usage", "error"])
                if (data[name] is { Type: not JTokenType.Null } value) merged[name] = value;
            if ((data["choices"] as JArray)?.OfType<JObject>().FirstOrDefault() is not { } choice) continue;
            content.Append(Completion.TextOf(choice));
            reasoning.Append(Completion.ThoughtsOf(choice));
            if (choice["finish_reason"] is { Type: not JTokenType.Null } reason) finish = reason;
        }

        // A stream that broke off has neither a finish reason nor an end mark.
        merged["choices"] = new JArray(new JObject
        {
            ["finish_reason"] = finish ?? (events[^1] is null ? "stop" : "abort"),
            ["message"] = new JObject { ["content"] = $"{content}", ["reasoning"] = $"{reasoning}" },
        });
        return merged;
    }

    // Yields null for the end mark.
    private static IEnumerable<JObject?> Events(string text)
    {
        var data = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (line.StartsWith("data:", StringComparison.Ordinal)) data.Append(line.AsSpan(5)).Append('\n');
            if (line.Length > 0 || data.Length == 0) continue;
            var eventText = data.ToString();
            data.Clear();
            if (eventText.Trim() == "[DONE]") yield return null;
            else if (WireJson.ObjectOf(eventText) is { } found) yield return found;
        }
    }
}
