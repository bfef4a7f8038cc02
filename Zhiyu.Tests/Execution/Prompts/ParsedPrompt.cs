using System.Text.RegularExpressions;

namespace Zhiyu.Tests.Execution.Prompts;

/// <summary>A user part taken apart again: what stands in fences, and all that does not.</summary>
/// <param name="Outside">The lines outside, each fence in its place by kind, the mark left out.</param>
internal sealed partial record ParsedPrompt(string Mark, IReadOnlyList<Quotation> Quotations, string Outside)
{
    public static ParsedPrompt Of(string user)
    {
        var lines = user.Split('\n');
        Assert.Matches(MarkLine(), lines[0]);
        var mark = lines[0][lines[0].IndexOf("quote-", StringComparison.Ordinal)..];
        List<Quotation> quotations = [];
        List<string> outside = [];
        for (var i = 1; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith($"<{mark} ", StringComparison.Ordinal))
            {
                outside.Add(lines[i]);
                continue;
            }

            var end = Array.IndexOf(lines, $"</{mark}>", i);
            Assert.True(end > i, $"The fence of line {i} is not closed.");
            outside.Add(lines[i].Replace(mark, "", StringComparison.Ordinal));
            quotations.Add(Quotation.Of(lines[i].Split('"')[1], lines[(i + 1)..end]));
            i = end;
        }

        return new ParsedPrompt(mark, quotations, string.Join('\n', outside));
    }

    /// <summary>The fields of all quotations, by kind and name; the text below the blank line is named 正文.</summary>
    public IEnumerable<(string Place, string Value)> Fields =>
        from quotation in Quotations
        from part in quotation.Fields
        select ($"{quotation.Kind} {part.Name}", part.Value);

    [GeneratedRegex("^(围栏记号：|Fence mark: )quote-[0-9a-f]{12}$")]
    private static partial Regex MarkLine();
}

internal sealed record Quotation(string Kind, IReadOnlyList<(string Name, string Value)> Fields)
{
    public static Quotation Of(string kind, string[] lines)
    {
        if (kind is "titles" or "openings" or "relations")
            return new Quotation(kind, [.. lines.Select(line => ("行", line))]);
        var head = lines.TakeWhile(line => line.Length > 0).Select(FieldOf).ToList();
        return new Quotation(kind,
            [.. head, ("正文", string.Join('\n', lines[(head.Count + 1)..]))]);
    }

    // The first colon is the template's: "作者：" or "Author: ".
    private static (string Name, string Value) FieldOf(string line)
    {
        var colon = line.IndexOfAny([':', '：']);
        return (line[..colon], line[(line[colon] == '：' ? colon + 1 : colon + 2)..]);
    }
}
