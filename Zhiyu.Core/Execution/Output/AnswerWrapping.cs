using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Removes what models put around their text: reasoning, roles, code fences, their own name.</summary>
internal static partial class AnswerWrapping
{
    /// <summary>The text without reasoning, chat template tokens and a leading role.</summary>
    /// <remarks>
    /// A text that begins with JSON may mention tags in its body; its reasoning is then removed after parsing.
    /// </remarks>
    public static string Without(string text)
    {
        var bare = LastToken().Replace(Trimmed(text), "");
        bare = Role().Replace(bare, "");
        return StartsWithJson(bare) ? bare : Role().Replace(WithoutThoughts(bare), "").Trim();
    }

    public static string WithoutThoughts(string text) =>
        Trimmed(Thoughts().Replace(ThoughtsWithoutStart().Replace(text, ""), ""));

    /// <summary>The content of a code fence around the whole text; a fence inside a text is kept.</summary>
    public static string Unfenced(string text)
    {
        if (CodeFence().Match(text) is not { Success: true } fence) return text;
        var inside = fence.Groups["inside"].Value;
        return inside.Contains(fence.Groups["mark"].Value, StringComparison.Ordinal) ? text : inside.Trim();
    }

    /// <summary>
    /// The text without the speaker's own name before it; another agent's name is a form of address and is kept.
    /// </summary>
    public static string WithoutName(string text, string speaker)
    {
        if (string.IsNullOrWhiteSpace(speaker)) return text;
        var name = Regex.Escape(speaker.Trim());
        return Regex.Replace(text, $$"""
            \A(?:
                [*_]{0,3} [\[【「]? {{name}} [\]】」]? [*_]{0,3} [ ]{0,3} [:：] [*_]{0,3} \s*
              | [*_]{0,3} [\[【] {{name}} [\]】] [*_]{0,3} \s*
              | [*_]{1,3} {{name}} [*_]{1,3} [ ]* \n \s*
            )
            """,
            "", RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private static string Trimmed(string text) => text.Trim().Trim('\uFEFF', '\u200B').Trim();

    private static bool StartsWithJson(string text) => text.StartsWith('{') || text.StartsWith('[');

    // A section that is never closed extends to the end of the text.
    [GeneratedRegex(@"^[ \t]*<(?<tag>think|thinking|thought|reasoning|reflection)>.*?(</\k<tag>>|\z)",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Thoughts();

    // The chat templates of reasoning models open the section in the prompt; the answer only has its end.
    [GeneratedRegex(@"\A(?!\s*<think).*</(think|thinking|reasoning)>(?=[ \t]*(\r?\n|[{\[`]|\z))",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ThoughtsWithoutStart();

    [GeneratedRegex(@"\A(<\|im_start\|>)?(\*\*)?(assistant|助手)(\*\*)?[ \t]*([:：](\*\*)?|\n)\s*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex(@"(\s*(<\|(im_end|endoftext|end_of_text|eot_id|end)\|>|<｜end▁of▁sentence｜>|</s>)\s*)+\z",
        RegexOptions.RightToLeft)]
    private static partial Regex LastToken();

    // A fence that the token limit cut off has no end.
    [GeneratedRegex(@"\A(?<mark>```|~~~)[a-z]*[ \t]*\r?\n(?<inside>.*?)(\r?\n?\k<mark>\s*)?\z",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CodeFence();
}
