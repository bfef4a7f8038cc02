using System.Text.RegularExpressions;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Finds texts that repeat an earlier one.</summary>
/// <remarks>
/// A short quotation is not a repetition, even if it is most of a short text: a text must be similar both with and
/// without its quotations. A paraphrase is not found; that would need another model.
/// </remarks>
internal static partial class DuplicateCheck
{
    /// <returns>The most similar text at or above the threshold; null when there is none.</returns>
    public static DuplicateMatch? Find(string text, IEnumerable<PriorText> priorTexts, double threshold)
    {
        var whole = TextSketch.Of(text);
        var unquoted = TextSketch.Of(WithoutQuotations(text));
        return priorTexts
            .Where(prior => !(prior.IsElsewhere && prior.Sketch.IsShort))
            .Select(prior => new DuplicateMatch(prior.ContentId, Similarity(whole, unquoted, prior.Sketch)))
            .Where(match => match.Similarity >= threshold)
            .MaxBy(match => match.Similarity);
    }

    /// <summary>The text without short quotations.</summary>
    public static string WithoutQuotations(string text) => Quotation().Replace(text, " ");

    // An identical text is a repetition even if nearly all of it is quoted.
    private static double Similarity(TextSketch whole, TextSketch unquoted, TextSketch prior) =>
        whole == prior ? 1 : Math.Min(whole.Similarity(prior), unquoted.Similarity(prior));

    // Longer quotations count as text.
    [GeneratedRegex("""「[^「」\n]{1,40}」|『[^『』\n]{1,40}』|“[^“”\n]{1,80}”|"[^"\n]{1,80}"|^>[^\n]{1,80}$""",
        RegexOptions.Multiline)]
    private static partial Regex Quotation();
}
