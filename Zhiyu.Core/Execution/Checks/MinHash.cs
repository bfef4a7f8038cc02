using System.Buffers.Binary;
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

    public static double Similarity(uint[] first, uint[] second) =>
        first.Zip(second).Count(pair => pair.First == pair.Second) / (double)HashCount;

    public static string Write(uint[] minimums)
    {
        var bytes = new byte[HashCount * sizeof(uint)];
        for (var index = 0; index < HashCount; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index * sizeof(uint)), minimums[index]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Parses the output of <see cref="Write"/>; null when the text is not in that form.</summary>
    public static uint[]? Read(string written)
    {
        Span<byte> bytes = stackalloc byte[HashCount * sizeof(uint)];
        if (!Convert.TryFromBase64String(written, bytes, out var length) || length != bytes.Length) return null;
        var minimums = new uint[HashCount];
        for (var index = 0; index < HashCount; index++)
            minimums[index] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(index * sizeof(uint))..]);
        return minimums;
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
