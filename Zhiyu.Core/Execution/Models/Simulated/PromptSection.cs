using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>One fenced quotation: header lines in either language, a blank line, the body.</summary>
internal sealed record PromptSection(string Kind, string Text)
{
    private readonly string[] _parts = Text.Split("\n\n", 2);

    /// <summary>The number that votes use; null for sections without votes.</summary>
    public int? Number { get; private init; }

    public bool IsOwn { get; private init; }

    public string Author => Field("作者", "Author");

    /// <summary>What a comment answers.</summary>
    public string Answers => Field("回应", "Answers");

    public string Title => Field("标题", "Title");

    public IReadOnlyList<string> Tags => Field("标签", "Tags").Split(
        ["、", ", "], StringSplitOptions.RemoveEmptyEntries);

    public DateTime? Time =>
        DateTime.TryParse(Field("时间", "Time"), CultureInfo.InvariantCulture, out var time) ? time : null;

    public string Body => _parts[^1];

    /// <summary>The number of a recalled note; 0 in other sections.</summary>
    public int NoteNumber => int.TryParse(
        Field("编号", "Number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The title of the thread that a recalled note is from.</summary>
    public string Place => Field("地方", "Place");

    /// <summary>About whom or what a recalled note is.</summary>
    public string About => Field("关于", "About");

    /// <summary>The kind of a recalled note, in English.</summary>
    public string NoteKind => Field("类别", "Kind").ToLowerInvariant() switch
    {
        "看法" or "opinion" => "opinion",
        "承诺" or "promise" => "promise",
        "问题" or "question" => "question",
        "玩笑" or "joke" => "joke",
        _ => "fact",
    };

    public static PromptSection Of(Match match) => new(match.Groups["kind"].Value, match.Groups["text"].Value)
    {
        Number = match.Groups["no"] is { Success: true, Value: var no }
            ? int.Parse(no, NumberStyles.None, CultureInfo.InvariantCulture)
            : null,
        IsOwn = match.Groups["own"].Success,
    };

    /// <summary>What follows the label in a line; null when the line has another label.</summary>
    public static string? Value(string line, string label) =>
        line.StartsWith($"{label}：", StringComparison.Ordinal) ? line[(label.Length + 1)..]
        : line.StartsWith($"{label}: ", StringComparison.Ordinal) ? line[(label.Length + 2)..]
        : null;

    private string Field(string chinese, string english) =>
        _parts[0].Split('\n').Select(line => Value(line, chinese) ?? Value(line, english))
            .FirstOrDefault(value => value is not null) ?? "";
}
