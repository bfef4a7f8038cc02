using System.IO.Hashing;
using System.Text;
using System.Text.Json.Serialization;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// Enough of a text to tell how much of it another repeats: a MinHash of 64 places over its shingles, 350 characters
/// when written. The same text gives the same sketch on any machine and with any version of .NET.
/// </summary>
/// <remarks>
/// The similarity estimates the share of shingles that both have (Jaccard), with a standard error of at most 0.063.
/// A text of less than 12 Chinese characters or 6 words is too short for that: it is alike only when it is the same.
/// A sketch made by another rule is like nothing, so the rule may change without rewriting what is stored.
/// </remarks>
/// <param name="Value">The rule that made it, a colon, and the sketch in base64.</param>
[JsonConverter(typeof(TextSketchJson))]
internal sealed record TextSketch(string Value)
{
    public const int ShortWeight = 12;

    private const int ShingleWeight = 3;
    private const string Exact = "x1:";
    private const string Sketched = "m1:";

    /// <summary>Whether it is of a text so short that agreeing twice says nothing about repetition.</summary>
    public bool IsShort => Value.StartsWith(Exact, StringComparison.Ordinal);

    public static TextSketch Of(string text)
    {
        var words = WordTokenizer.Of(text);
        return words.Sum(WordTokenizer.WeightOf) < ShortWeight
            ? new TextSketch(Exact + Convert.ToBase64String(BitConverter.GetBytes(HashOf(words, text))))
            : new TextSketch(Sketched + MinHash.Write(MinHash.Of(Shingles.Of(words, ShingleWeight))));
    }

    /// <summary>0, nothing in common, to 1, the same but for case, width, punctuation and spaces.</summary>
    public double Similarity(TextSketch other) =>
        Value == other.Value ? 1
        : Places is { } ours && other.Places is { } theirs ? MinHash.Similarity(ours, theirs)
        : 0;

    private uint[]? Places =>
        Value.StartsWith(Sketched, StringComparison.Ordinal) ? MinHash.Read(Value[Sketched.Length..]) : null;

    // A text of nothing but punctuation has no words: then it is what it is.
    private static ulong HashOf(IReadOnlyList<string> words, string text) => XxHash64.HashToUInt64(
        Encoding.UTF8.GetBytes(words.Count > 0 ? string.Join(' ', words) : text.Trim()));
}
