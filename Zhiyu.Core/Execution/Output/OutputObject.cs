using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Finds our JSON object, wherever it stands in a text and however it is wrapped.</summary>
internal static partial class OutputObject
{
    // Each try may read the rest of the text: an answer of nothing but braces must not cost seconds.
    private const int MaxTries = 50;

    private static readonly string[] BodyNames = ["body", "content", "text", "reply", "正文"];

    /// <summary>The first object that says what to do; else the first that has a field of ours; else null.</summary>
    public static RawOutput.Fields? Find(string text)
    {
        if (text.StartsWith('"') && BoundedJson.String(text) is { } encoded && encoded.Contains('{'))
            return Find(encoded.Trim());
        RawOutput.Fields? first = null;
        foreach (var found in ObjectsIn(text).Concat(Repaired(text)))
        {
            if (IsWhole(found)) return found;
            first ??= found;
        }

        return first;
    }

    /// <summary>Whether this was meant to be our JSON, readable or not.</summary>
    public static bool IsMeantIn(string text) => Ours().IsMatch(text);

    /// <summary>Where an object of ours begins that may never end; -1 when none does.</summary>
    public static int StartIn(string text) => Ours().Match(text) is { Success: true } ours ? ours.Index : -1;

    /// <summary>The fields of an object; null when none is ours or a text in it is no text.</summary>
    public static RawOutput.Fields? FieldsOf(JObject found, string source, bool isCut = false)
    {
        var action = Value(found, "action");
        var body = Value(found, "body");
        if (action is not { Type: JTokenType.String } && body is not { Type: JTokenType.String or JTokenType.Object })
            return null;
        if (HasHalfCharacter(found, source)) return null;
        body = BodyNames.Select(name => Value(found, name)).FirstOrDefault(value => value is not null);
        return Inner(Text(body), isCut) ??
            new RawOutput.Fields(Text(action), Text(Value(found, "title")), Text(body), Tags(found), isCut)
            {
                Votes = Votes(found),
            };
    }

    /// <summary>Whether the body is the last thing in an object: what a cut would have hit.</summary>
    public static bool EndsInBody(JObject found) => found.Properties().LastOrDefault() is { } last &&
        BodyNames.Contains(last.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<RawOutput.Fields> ObjectsIn(string text) =>
        from start in Start().Matches(text).Take(MaxTries)
        let found = BoundedJson.Object(text[start.Index..])
        where found is not null
        let fields = FieldsOf(found, text)
        where fields is not null
        select fields;

    // The last brace is what small models forget; all that it closes is there.
    private static IEnumerable<RawOutput.Fields> Repaired(string text)
    {
        if (StartIn(text) is var start && start < 0) yield break;
        var repaired = JsonQuoteRepair.Of(text[start..]);
        if ((BoundedJson.Object(repaired) ?? BoundedJson.Object(repaired + "}")) is { } found &&
            FieldsOf(found, text) is { } fields)
            yield return fields;
    }

    private static bool IsWhole(RawOutput.Fields found) => OutputActions.Of(found.Action) switch
    {
        OutputAction.Decline => true,
        OutputAction.Unknown => false,
        _ => found.Body.Length > 0,
    };

    // Encoded twice: the body is our object once more.
    private static RawOutput.Fields? Inner(string body, bool isCut) =>
        body.StartsWith('{') && BoundedJson.Object(body) is { } inner && Value(inner, "action") is not null
            ? FieldsOf(inner, body, isCut)
            : null;

    private static JToken? Value(JObject found, string name) =>
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

    // A vote that cannot be read is no reason to lose what was said.
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
        var isNumber = int.TryParse(
            Value(vote, "no")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && direction != VoteDirection.Neutral ? new CastVote(number, direction) : null;
    }

    // A model may escape half of a surrogate pair (\ud83d): the reader then writes a replacement character.
    private static bool HasHalfCharacter(JObject found, string source) =>
        found.Descendants().OfType<JValue>().Any(value => value.Value is string text && text.Contains('\uFFFD')) &&
        !source.Contains('\uFFFD');

    [GeneratedRegex("""\{(?=\s{0,100}["'“”_/\p{L}])""")]
    private static partial Regex Start();

    [GeneratedRegex("""\{\s{0,100}\\?["'“”]?(action|body|title)\\?["'“”]?\s{0,100}:""", RegexOptions.IgnoreCase)]
    private static partial Regex Ours();
}
