using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Finds texts that reveal the prompt or contain its fence.</summary>
/// <remarks>
/// Finds verbatim text of the prompt. A translation, a paraphrase or an encoding (base64, look-alike letters) is not
/// found: nothing in the prompt is secret enough to justify another model call.
/// </remarks>
internal static partial class LeakCheck
{
    // One Chinese sentence or ten English words: too long to match by chance, and the shortest characteristic sentences
    // of the prompts are not longer.
    private const int MinWeight = 20;

    /// <returns>What is revealed; null when nothing is.</returns>
    public static string? Find(string body, RenderedPrompt prompt, Persona speaker)
    {
        var words = WordTokenizer.Of(body);
        return HasFenceMark(words, prompt) ? "shows the mark of its prompt's fence"
            : HasTemplateToken(body) ? "contains a token of a chat template"
            : QuotesSystem(words, prompt, speaker) ? "quotes its system prompt"
            : null;
    }

    // The first match is the prompt's own fence mark; quoted texts may contain other marks of the same form.
    private static bool HasFenceMark(IReadOnlyList<string> words, RenderedPrompt prompt) =>
        FenceMark().Match(prompt.User) is { Success: true } mark &&
        string.Concat(words).Contains(mark.Groups["digits"].Value, StringComparison.Ordinal);

    private static bool HasTemplateToken(string body) => TemplateToken().IsMatch(Invisible().Replace(body, ""));

    // An agent may repeat its persona and the quoted material.
    private static bool QuotesSystem(IReadOnlyList<string> words, RenderedPrompt prompt, Persona speaker)
    {
        var shared = Shingles.Of(words, MinWeight);
        shared.IntersectWith(Shingles.Of(WordTokenizer.Of(prompt.System), MinWeight));
        if (shared.Count == 0) return false;
        var texts = Persona.Fields.Select(field => string.Join(' ', field.TextsOf(speaker)));
        foreach (var allowed in (string[])[prompt.User, speaker.Name, .. texts])
            shared.ExceptWith(Shingles.Of(WordTokenizer.Of(allowed), MinWeight));
        return shared.Count > 0;
    }

    [GeneratedRegex("quote-(?<digits>[0-9a-f]{12})")]
    private static partial Regex FenceMark();

    // ChatML, Llama 2 to 4, Gemma, Phi, DeepSeek (with full-width bars), GPT-OSS. A fixed list, because |> alone is
    // also an F# operator.
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
