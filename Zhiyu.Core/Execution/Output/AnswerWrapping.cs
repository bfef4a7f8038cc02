using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Output;

/// <summary>Takes off what models put around what they say: thoughts, roles, fences, their own name.</summary>
internal static partial class AnswerWrapping
{
    /// <summary>The text without thoughts, marks of the chat template and a role before it.</summary>
    /// <remarks>
    /// Text that begins with JSON may speak of tags in its body, so thoughts are only looked for outside of it.
    /// </remarks>
    public static string Without(string text)
    {
        var bare = LastToken().Replace(Trimmed(text), "");
        bare = Role().Replace(bare, "");
        return StartsWithJson(bare) ? bare : Role().Replace(WithoutThoughts(bare), "").Trim();
    }

    public static string WithoutThoughts(string text) =>
        Trimmed(Thoughts().Replace(ThoughtsOpenedElsewhere().Replace(text, ""), ""));

    /// <summary>What a code fence holds that surrounds the whole text; a fence inside a text stays.</summary>
    public static string Unfenced(string text)
    {
        if (CodeFence().Match(text) is not { Success: true } fence) return text;
        var inside = fence.Groups["inside"].Value;
        return inside.Contains(fence.Groups["mark"].Value, StringComparison.Ordinal) ? text : inside.Trim();
    }

    /// <summary>The text without the speaker's own name before it; another's name is an address.</summary>
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

    // A section that was never closed swallows the rest: there is nothing but thought.
    [GeneratedRegex(@"^[ \t]*<(?<tag>think|thinking|thought|reasoning|reflection)>.*?(</\k<tag>>|\z)",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Thoughts();

    // The chat templates of reasoning models open the section in the prompt: only its end is in the answer.
    [GeneratedRegex(@"\A(?!\s*<think).*</(think|thinking|reasoning)>(?=[ \t]*(\r?\n|[{\[`]|\z))",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ThoughtsOpenedElsewhere();

    [GeneratedRegex(@"\A(<\|im_start\|>)?(\*\*)?(assistant|助手)(\*\*)?[ \t]*([:：](\*\*)?|\n)\s*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex(@"(\s*(<\|(im_end|endoftext|end_of_text|eot_id|end)\|>|<｜end▁of▁sentence｜>|</s>)\s*)+\z",
        RegexOptions.RightToLeft)]
    private static partial Regex LastToken();

    // One that the token limit cut off has no end.
    [GeneratedRegex(@"\A(?<mark>```|~~~)[a-z]*[ \t]*\r?\n(?<inside>.*?)(\r?\n?\k<mark>\s*)?\z",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex CodeFence();
}
