using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Finds what a model meant to say in what it wrote around it.</summary>
internal static partial class ModelText
{
    public const string Broken = "The JSON is cut off or malformed.";

    // Each try reads the rest of the text: an answer of nothing but braces must not cost seconds.
    private const int MaxTries = 50;

    /// <summary>The text without thoughts and without the code fence that surrounds it.</summary>
    public static string Bare(string text)
    {
        var bare = Thoughts().Replace(text, "").Trim();
        return CodeFence().Match(bare) is { Success: true } fence ? fence.Groups["inside"].Value.Trim() : bare;
    }

    /// <summary>The first JSON object with an <c>action</c> or a <c>body</c>, wherever it stands; else null.</summary>
    public static JsonElement? FindObject(string text)
    {
        var start = -1;
        for (var tries = 0; tries < MaxTries && (start = text.IndexOf('{', start + 1)) >= 0; tries++)
        {
            if (ObjectAt(text[start..]) is { } found &&
                (found.TryGetProperty("action", out _) || found.TryGetProperty("body", out _)))
                return found;
        }

        return null;
    }

    /// <summary>Whether this was meant to be our JSON, though none could be read: cut off, or malformed.</summary>
    public static bool IsBrokenObject(string text) =>
        text.StartsWith('{') && (text.Contains("\"action\"", StringComparison.Ordinal) ||
            text.Contains("\"body\"", StringComparison.Ordinal));

    public static string Text(this JsonElement found, string property) =>
        found.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!.Trim()
            : "";

    private static JsonElement? ObjectAt(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text),
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            return JsonElement.TryParseValue(ref reader, out var found) && HasWholeTexts(found.Value) ? found : null;
        }
        // A model may escape half of a surrogate pair (\ud83d): that is JSON, but its string can't be read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Reads every name and text, the elements of lists included; one that can't be read throws.
    private static bool HasWholeTexts(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Object => found.EnumerateObject()
            .All(property => property.Name is not null && HasWholeTexts(property.Value)),
        JsonValueKind.Array => found.EnumerateArray().All(HasWholeTexts),
        JsonValueKind.String => found.GetString() is not null,
        _ => true,
    };

    // A section that was never closed swallows the rest: there is nothing but thought.
    [GeneratedRegex(@"<think>.*?(</think>|\z)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Thoughts();

    [GeneratedRegex(@"\A```[a-z]*[ \t]*\n(?<inside>.*?)\n?```\z", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CodeFence();
}
