using System.IO.Hashing;
using System.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// MinHash with 64 hash functions: the share of equal minimum values in two texts estimates the share of common
/// shingles (Broder, On the resemblance and containment of documents, 1997).
/// </summary>
internal static class MinHash
{
    private const int HashCount = 64;

    // The low byte of each minimum is kept: a quarter of the size. Different minimums have the same byte this often (Li
    // and König, b-Bit Minwise Hashing, 2010).
    private const double ChanceMatch = 1.0 / 256;

    public static uint[] Of(IReadOnlyCollection<string> shingles)
    {
        var minimums = new uint[HashCount];
        Array.Fill(minimums, uint.MaxValue);
        foreach (var shingle in shingles)
        {
            var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(shingle));
            for (var index = 0; index < HashCount; index++)
                minimums[index] = Math.Min(minimums[index], HashAt(hash, index));
        }

        return minimums;
    }

    /// <param name="first">Sketches as <see cref="Read"/> gives them.</param>
    public static double Similarity(byte[] first, byte[] second)
    {
        var equal = first.Zip(second).Count(pair => pair.First == pair.Second) / (double)HashCount;
        return Math.Max(0, (equal - ChanceMatch) / (1 - ChanceMatch));
    }

    /// <summary>One byte of each minimum, in Base64.</summary>
    public static string Write(uint[] minimums) =>
        Convert.ToBase64String([.. minimums.Select(minimum => (byte)minimum)]);

    /// <summary>Parses the output of <see cref="Write"/>; null when the text is not in that form.</summary>
    public static byte[]? Read(string written)
    {
        var bytes = new byte[HashCount];
        return Convert.TryFromBase64String(written, bytes, out var length) && length == HashCount ? bytes : null;
    }

    // The finalizer of SplitMix64 (Steele et al., 2014) over hash and index: one hash function for each index.
    private static uint HashAt(ulong hash, int index)
    {
        var mixed = hash + (ulong)(index + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (uint)((mixed ^ (mixed >> 31)) >> 32);
    }
}
