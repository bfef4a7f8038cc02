using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>One fenced quotation: header lines, a blank line, the text.</summary>
internal sealed record PromptSection(string Kind, string Author, string Title, IReadOnlyList<string> Tags, string Body)
{
    /// <summary>The number that votes use; null for sections without votes.</summary>
    public int? Number { get; private init; }

    public bool IsOwn { get; private init; }

    public static PromptSection Of(Match match)
    {
        var parts = match.Groups["text"].Value.Split("\n\n", 2);
        var head = parts[0].Split('\n');
        return new PromptSection(match.Groups["kind"].Value, Field("作者"), Field("标题"),
            Field("标签").Split('、', StringSplitOptions.RemoveEmptyEntries), parts.Length > 1 ? parts[1] : parts[0])
        {
            Number = match.Groups["no"] is { Success: true, Value: var no }
                ? int.Parse(no, NumberStyles.None, CultureInfo.InvariantCulture)
                : null,
            IsOwn = match.Groups["own"].Success,
        };

        string Field(string name) =>
            head.FirstOrDefault(line => line.StartsWith($"{name}：", StringComparison.Ordinal))?[(name.Length + 1)..]
                ?? "";
    }
}
