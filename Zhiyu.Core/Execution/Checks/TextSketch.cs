using System.IO.Hashing;
using System.Text;
using System.Text.Json.Serialization;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// A fingerprint for measuring how much two texts repeat each other: a MinHash of 64 bytes over shingles, 91
/// characters when written. The same text gives the same sketch on any machine and any version of .NET.
/// </summary>
/// <remarks>
/// The similarity estimates the share of common shingles (Jaccard), with a standard error of at most 0.063. A text
/// shorter than 12 Chinese characters or 6 words is only similar to an identical text. Sketches made by different rules
/// are never similar, so the rule may change without rewriting stored sketches.
/// </remarks>
/// <param name="Value">The id of the rule, a colon, and the sketch in base64.</param>
[JsonConverter(typeof(TextSketchJson))]
public sealed record TextSketch(string Value)
{
    public const int ShortWeight = 12;

    private const int ShingleWeight = 3;
    private const string ExactPrefix = "x1:";
    private const string MinHashPrefix = "m2:";

    /// <summary>Whether the text is too short for a repetition to mean anything.</summary>
    public bool IsShort => Value.StartsWith(ExactPrefix, StringComparison.Ordinal);

    public static TextSketch Of(string text)
    {
        var words = WordTokenizer.Of(text);
        return words.Sum(WordTokenizer.WeightOf) < ShortWeight
            ? new TextSketch(ExactPrefix + Convert.ToBase64String(BitConverter.GetBytes(HashOf(words, text))))
            : new TextSketch(MinHashPrefix + MinHash.Write(MinHash.Of(Shingles.Of(words, ShingleWeight))));
    }

    /// <summary>From 0, nothing in common, to 1, equal except for case, width, punctuation and spaces.</summary>
    public double Similarity(TextSketch other) =>
        Value == other.Value ? 1
        : Minimums is { } own && other.Minimums is { } others ? MinHash.Similarity(own, others)
        : 0;

    private byte[]? Minimums =>
        Value.StartsWith(MinHashPrefix, StringComparison.Ordinal) ? MinHash.Read(Value[MinHashPrefix.Length..]) : null;

    // A text of only punctuation has no words; then the text itself is hashed.
    private static ulong HashOf(IReadOnlyList<string> words, string text) => XxHash64.HashToUInt64(
        Encoding.UTF8.GetBytes(words.Count > 0 ? string.Join(' ', words) : text.Trim()));
}
