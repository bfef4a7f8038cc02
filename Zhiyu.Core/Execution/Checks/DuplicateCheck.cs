using System.Text.RegularExpressions;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>Whether a text says again what was said before.</summary>
/// <remarks>
/// A few quoted words are no repetition, however much of a short target they are: a text must be like the other both
/// with and without them. The same thought in other words is not found; that would take another model.
/// </remarks>
internal static partial class DuplicateCheck
{
    /// <returns>The most similar of those at or above the threshold; null when there is none.</returns>
    public static RunMatch? Find(string text, IEnumerable<PriorText> said, double threshold)
    {
        var whole = TextSketch.Of(text);
        var own = TextSketch.Of(Quotation().Replace(text, " "));
        return said
            .Where(before => !(before.IsElsewhere && before.Sketch.IsShort))
            .Select(before => new RunMatch(before.ContentId, Similarity(whole, own, before.Sketch)))
            .Where(match => match.Similarity >= threshold)
            .MaxBy(match => match.Similarity);
    }

    // The same text is a repetition even if nearly all of it is quoted.
    private static double Similarity(TextSketch whole, TextSketch own, TextSketch before) =>
        whole == before ? 1 : Math.Min(whole.Similarity(before), own.Similarity(before));

    // What is longer is not a few words.
    [GeneratedRegex("""「[^「」\n]{1,40}」|『[^『』\n]{1,40}』|“[^“”\n]{1,80}”|"[^"\n]{1,80}"|^>[^\n]{1,80}$""",
        RegexOptions.Multiline)]
    private static partial Regex Quotation();
}
