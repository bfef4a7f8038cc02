using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Output;

/// <summary>
/// Reads what an agent wants to remember from the object of its answer. Whatever is wrong with a note costs that note
/// and nothing else.
/// </summary>
internal static partial class NoteFields
{
    public const int MaxNotes = 2;

    // Enough to find two good notes; the answer's size is limited already.
    private const int MaxTries = 20;

    private static readonly string[] ListNames = ["remember", "memories", "memory", "notes", "记住", "记忆", "记下"];
    private static readonly string[] KindNames = ["kind", "type", "类别", "类型", "种类"];
    private static readonly string[] AboutNames = ["about", "subject", "who", "关于", "对象"];
    private static readonly string[] TextNames = ["text", "note", "content", "body", "内容", "正文"];
    private static readonly string[] AttitudeNames = ["attitude", "态度"];

    private static readonly Dictionary<string, NoteKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fact"] = NoteKind.Fact,
        ["事实"] = NoteKind.Fact,
        ["opinion"] = NoteKind.Opinion,
        ["view"] = NoteKind.Opinion,
        ["观点"] = NoteKind.Opinion,
        ["看法"] = NoteKind.Opinion,
        ["意见"] = NoteKind.Opinion,
        ["promise"] = NoteKind.Promise,
        ["承诺"] = NoteKind.Promise,
        ["约定"] = NoteKind.Promise,
        ["许诺"] = NoteKind.Promise,
        ["question"] = NoteKind.Question,
        ["问题"] = NoteKind.Question,
        ["疑问"] = NoteKind.Question,
        ["joke"] = NoteKind.Joke,
        ["玩笑"] = NoteKind.Joke,
        ["笑话"] = NoteKind.Joke,
        ["梗"] = NoteKind.Joke,
    };

    private static readonly Dictionary<string, Attitude> Attitudes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["agrees"] = Attitude.Agrees,
        ["agree"] = Attitude.Agrees,
        ["同意"] = Attitude.Agrees,
        ["赞同"] = Attitude.Agrees,
        ["认同"] = Attitude.Agrees,
        ["differs"] = Attitude.Differs,
        ["differ"] = Attitude.Differs,
        ["disagrees"] = Attitude.Differs,
        ["disagree"] = Attitude.Differs,
        ["反对"] = Attitude.Differs,
        ["不同意"] = Attitude.Differs,
        ["分歧"] = Attitude.Differs,
        ["异议"] = Attitude.Differs,
        ["curious"] = Attitude.Curious,
        ["好奇"] = Attitude.Curious,
        ["amused"] = Attitude.Amused,
        ["好笑"] = Attitude.Amused,
        ["有趣"] = Attitude.Amused,
        ["被逗乐"] = Attitude.Amused,
        ["weary"] = Attitude.Weary,
        ["tired"] = Attitude.Weary,
        ["厌倦"] = Attitude.Weary,
        ["疲倦"] = Attitude.Weary,
    };

    /// <summary>The readable notes, at most two.</summary>
    public static IReadOnlyList<Note> Of(JObject found)
    {
        var wanted = First(found, ListNames) switch
        {
            JArray list => list,
            { } single => [single],
            null => (IEnumerable<JToken>)[],
        };
        Note[] notes =
        [
            .. wanted.Take(MaxTries).Select(NoteOf).OfType<Note>().DistinctBy(note => note.Text).Take(MaxNotes),
        ];
        return notes.Length == 0 ? [] : notes;
    }

    public static Attitude? AttitudeIn(JObject found) =>
        Attitudes.TryGetValue(WordOf(First(found, AttitudeNames)), out var attitude) ? attitude : null;

    /// <summary>Whether the object has the fields of a note.</summary>
    public static bool IsNote(JObject found) =>
        First(found, [.. KindNames, .. AboutNames]) is not null && First(found, ["title"]) is null;

    /// <summary>
    /// The text without the part from its first field of notes to its body, or to its end when the body comes before;
    /// null when there is no such part.
    /// </summary>
    public static string? CutFrom(string text)
    {
        if (Fields().Match(text) is not { Success: true } notes) return null;
        var body = LastBodyField().Match(text);
        return body.Success && body.Index > notes.Index
            ? text[..notes.Index] + text[body.Index..]
            : text[..notes.Index].TrimEnd().TrimEnd(',') + "}";
    }

    private static Note? NoteOf(JToken token)
    {
        var (kind, about, raw) = token switch
        {
            JObject note => (
                Kinds.GetValueOrDefault(WordOf(First(note, KindNames)), NoteKind.Fact),
                string.Join('、', TextsOf(First(note, AboutNames))),
                string.Join(' ', TextsOf(First(note, TextNames)))),
            _ => (NoteKind.Fact, "", string.Join(' ', TextsOf(token))),
        };
        var text = Fitting(VisibleText.OneLine(raw).Trim());
        return TextLimit.Note.FaultOf(text) is null
            ? new Note(kind, TextLimit.NoteSubject.Cut(VisibleText.OneLine(about).Trim()), text)
            : null;
    }

    // A long note keeps its whole sentences, as far as they fit.
    private static string Fitting(string text) =>
        TextLimit.Note.Cut(text) is var beginning && beginning.Length < text.Length
            ? SentenceTrimmer.Of(beginning)
            : text;

    private static string WordOf(JToken? value) =>
        TextsOf(value).FirstOrDefault()?.Trim(' ', '。', '.', '!', '！', '"', '“', '”') ?? "";

    private static IEnumerable<string> TextsOf(JToken? value) => value switch
    {
        { Type: JTokenType.String or JTokenType.Integer } => [value.ToString().Trim()],
        JArray list => list.Where(each => each.Type == JTokenType.String).Select(each => each.ToString().Trim()),
        _ => [],
    };

    private static JToken? First(JObject found, IEnumerable<string> names) => names
        .Select(name => OutputObject.Value(found, name))
        .FirstOrDefault(value => value is not null and not { Type: JTokenType.Null });

    [GeneratedRegex(
        """["'“”]?(remember|memories|notes|attitude|记住|记忆|记下)["'“”]?\s{0,20}[:：]""", RegexOptions.IgnoreCase)]
    private static partial Regex Fields();

    // A note may have a field of this name too, and the text of the body has its quotes escaped.
    [GeneratedRegex(
        """(?<!\\)["'“”](body|正文)["'“”]\s{0,20}[:：]""", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex LastBodyField();
}
