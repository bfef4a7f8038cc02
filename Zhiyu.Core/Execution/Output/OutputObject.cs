using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Finds our JSON object anywhere in a text, however it is wrapped.</summary>
internal static partial class OutputObject
{
    // Each try may read the rest of the text; without a limit, an answer of only braces would take seconds.
    private const int MaxTries = 50;

    private static readonly string[] BodyNames = ["body", "content", "text", "reply", "正文"];

    /// <summary>The first object with a complete action, else the first with a field of ours, else null.</summary>
    public static RawOutput.Fields? Find(string text)
    {
        if (text.StartsWith('"') && BoundedJson.String(text) is { } encoded && encoded.Contains('{'))
            return Find(encoded.Trim());
        RawOutput.Fields? first = null;
        foreach (var found in ObjectsIn(text).Concat(Repaired(text)))
        {
            if (IsComplete(found)) return found;
            first ??= found;
        }

        return first;
    }

    /// <summary>Whether the text contains our JSON, readable or not.</summary>
    public static bool IsIn(string text) => OwnFieldPattern().IsMatch(text);

    /// <summary>The index of an object of ours, which may have no end; -1 when there is none.</summary>
    public static int StartIn(string text) =>
        OwnFieldPattern().Match(text) is { Success: true } match ? match.Index : -1;

    /// <summary>The fields of an object; null when it is not ours or its text is damaged.</summary>
    public static RawOutput.Fields? FieldsOf(JObject found, string source, bool isCut = false)
    {
        var action = Value(found, "action");
        var body = Value(found, "body");
        // A note inside an object that cannot be read is no answer.
        if (action is null && NoteFields.IsNote(found)) return null;
        if (action is not { Type: JTokenType.String } && body is not { Type: JTokenType.String or JTokenType.Object })
            return null;
        if (HasLoneSurrogate(found, source)) return null;
        body = BodyNames.Select(name => Value(found, name)).FirstOrDefault(value => value is not null);
        return Inner(Text(body), isCut) ??
            new RawOutput.Fields(Text(action), Text(Value(found, "title")), Text(body), Tags(found), isCut)
            {
                Votes = Votes(found),
                Notes = NoteFields.Of(found),
                Attitude = NoteFields.AttitudeIn(found),
                Follows = Number(Value(found, "follows")) ?? 0,
            };
    }

    /// <summary>Whether the body is the last property, so that a cut would have shortened it.</summary>
    public static bool EndsInBody(JObject found) => found.Properties().LastOrDefault() is { } last &&
        BodyNames.Contains(last.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<RawOutput.Fields> ObjectsIn(string text) =>
        from start in ObjectStartPattern().Matches(text).Take(MaxTries)
        let found = BoundedJson.Object(text[start.Index..])
        where found is not null
        let fields = FieldsOf(found, text)
        where fields is not null
        select fields;

    // Small models often forget the last brace only.
    private static IEnumerable<RawOutput.Fields> Repaired(string text)
    {
        if (StartIn(text) is var start && start < 0) yield break;
        var repaired = JsonQuoteRepair.Of(text[start..]);
        if ((BoundedJson.Object(repaired) ?? BoundedJson.Object(repaired + "}")) is { } found &&
            FieldsOf(found, text) is { } fields)
            yield return fields;
    }

    private static bool IsComplete(RawOutput.Fields found) => OutputActions.Of(found.Action) switch
    {
        OutputAction.Decline => true,
        OutputAction.Unknown => false,
        _ => found.Body.Length > 0,
    };

    // Encoded twice: the body contains our object again.
    private static RawOutput.Fields? Inner(string body, bool isCut) =>
        body.StartsWith('{') && BoundedJson.Object(body) is { } inner && Value(inner, "action") is not null
            ? FieldsOf(inner, body, isCut)
            : null;

    public static JToken? Value(JObject found, string name) =>
        found.GetValue(name, StringComparison.OrdinalIgnoreCase);

    private static string Text(JToken? value) => value switch
    {
        { Type: JTokenType.String } => value.Value<string>()!.Trim(),
        JObject inner => BodyNames.Select(name => Value(inner, name))
            .FirstOrDefault(text => text is { Type: JTokenType.String })?.Value<string>()!.Trim() ?? "",
        _ => "",
    };

    private static string[] Tags(JObject found) => Value(found, "tags") is JArray tags
        ? [.. tags.Where(tag => tag.Type == JTokenType.String).Select(tag => tag.Value<string>()!.Trim())]
        : [];

    // Unreadable votes are dropped; the text is kept.
    private static CastVote[] Votes(JObject found) => Value(found, "votes") is JArray votes
        ? [.. votes.OfType<JObject>().Select(Vote).OfType<CastVote>().Take(MaxTries)]
        : [];

    private static CastVote? Vote(JObject vote)
    {
        var direction = Text(Value(vote, "vote")).ToUpperInvariant() switch
        {
            "UP" or "赞" or "赞成" => VoteDirection.Up,
            "DOWN" or "踩" or "反对" => VoteDirection.Down,
            _ => VoteDirection.Neutral,
        };
        return Number(Value(vote, "no")) is { } number && direction != VoteDirection.Neutral
            ? new CastVote(number, direction)
            : null;
    }

    private static int? Number(JToken? value) =>
        int.TryParse(value?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // A model may escape half of a surrogate pair (\ud83d); the reader then writes a replacement character.
    private static bool HasLoneSurrogate(JObject found, string source) =>
        found.Descendants().OfType<JValue>().Any(value => value.Value is string text && text.Contains('\uFFFD')) &&
        !source.Contains('\uFFFD');

    [GeneratedRegex("""\{(?=\s{0,100}["'“”_/\p{L}])""")]
    private static partial Regex ObjectStartPattern();

    [GeneratedRegex("""\{\s{0,100}\\?["'“”]?(action|body|title)\\?["'“”]?\s{0,100}:""", RegexOptions.IgnoreCase)]
    private static partial Regex OwnFieldPattern();
}
