using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Whether a text gives away the prompt that it answers, or breaks out of its fence.</summary>
/// <remarks>
/// It finds the prompt's own words. A translation, a paraphrase or an encoding (base64, letters swapped for others that
/// look the same) is not found: nothing in the prompt is secret enough to be worth another model's judgement.
/// </remarks>
internal static partial class LeakCheck
{
    // A sentence of Chinese, ten words of English: nobody writes that by chance, and the prompts' shortest telling
    // sentences have no more.
    private const int RunWeight = 20;

    /// <returns>What is given away; null when nothing is.</returns>
    public static string? Find(string body, RenderedPrompt prompt, Persona speaker)
    {
        var words = WordTokenizer.Of(body);
        return HasMark(words, prompt) ? "shows the mark of its prompt's fence"
            : HasTemplateToken(body) ? "contains a token of a chat template"
            : QuotesSystem(words, prompt, speaker) ? "quotes its system prompt"
            : null;
    }

    // The first is the prompt's own, which its first line names; quoted texts may hold others of the same form.
    private static bool HasMark(IReadOnlyList<string> words, RenderedPrompt prompt) =>
        FenceMark().Match(prompt.User) is { Success: true } mark &&
        string.Concat(words).Contains(mark.Groups["digits"].Value, StringComparison.Ordinal);

    private static bool HasTemplateToken(string body) => TemplateToken().IsMatch(Invisible().Replace(body, ""));

    // What the persona is, and what stands in the quoted material too, is the agent's to say.
    private static bool QuotesSystem(IReadOnlyList<string> words, RenderedPrompt prompt, Persona speaker)
    {
        var runs = Shingles.Of(words, RunWeight);
        runs.IntersectWith(Shingles.Of(WordTokenizer.Of(prompt.System), RunWeight));
        if (runs.Count == 0) return false;
        foreach (var allowed in (string[])[prompt.User, .. FieldsOf(speaker)])
            runs.ExceptWith(Shingles.Of(WordTokenizer.Of(allowed), RunWeight));
        return runs.Count > 0;
    }

    private static string[] FieldsOf(Persona persona) =>
        [persona.Name, persona.Style, persona.Stance ?? "", string.Join(' ', persona.Interests),
            string.Join(' ', persona.Catchphrases)];

    [GeneratedRegex("quote-(?<digits>[0-9a-f]{12})")]
    private static partial Regex FenceMark();

    // ChatML, Llama 2 to 4, Gemma, Phi, DeepSeek (with full-width bars), GPT-OSS. A closed list: |> is also F#.
    [GeneratedRegex("""
        [<＜]\s*[|｜]\s*(im_start|im_end|im_sep|system|user|assistant|endoftext|endofprompt|end_of_text|begin_of_text
            |eot_id|eom_id|start_header_id|end_header_id|python_tag|channel|begin[▁_]of[▁_]sentence
            |end[▁_]of[▁_]sentence)\s*[|｜]\s*[>＞]
        | \[/?INST\] | <</?SYS>> | <(start|end)_of_turn>
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TemplateToken();

    [GeneratedRegex(@"[\p{Cf}\uFE00-\uFE0F]")]
    private static partial Regex Invisible();
}
