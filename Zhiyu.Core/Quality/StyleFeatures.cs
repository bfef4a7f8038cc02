using System.IO.Hashing;
using System.Runtime.InteropServices;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Quality;

/// <summary>
/// The style of a text: each pair and each triple of adjacent characters, by a hash that any machine computes alike.
/// </summary>
internal static class StyleFeatures
{
    /// <summary>The number of hash values. A profile takes twice as many bytes.</summary>
    public const int Size = 2_048;

    private const int MaxLength = 2_000;

    /// <summary>The hash of each occurrence, in order.</summary>
    public static IReadOnlyList<int> Of(string text)
    {
        var normal = TextNormalization.Of(text).ToLowerInvariant().AsSpan();
        if (normal.Length > MaxLength) normal = normal[..MaxLength];
        var features = new List<int>(2 * normal.Length);
        for (var length = 2; length <= 3; length++)
            for (var start = 0; start + length <= normal.Length; start++)
                features.Add((int)(XxHash64.HashToUInt64(
                    MemoryMarshal.AsBytes(normal.Slice(start, length)), length) % Size));
        return features;
    }
}
