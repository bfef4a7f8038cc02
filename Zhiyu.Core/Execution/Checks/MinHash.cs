using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// Of each of 64 orders of all shingles, the first that a text has: the share of places in which two texts agree
/// estimates the share of shingles that both have (Broder, On the resemblance and containment of documents, 1997).
/// </summary>
internal static class MinHash
{
    private const int Places = 64;

    public static uint[] Of(IReadOnlyCollection<string> shingles)
    {
        var least = new uint[Places];
        Array.Fill(least, uint.MaxValue);
        foreach (var shingle in shingles)
        {
            var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(shingle));
            for (var place = 0; place < Places; place++)
                least[place] = Math.Min(least[place], Ordered(hash, place));
        }

        return least;
    }

    public static double Similarity(uint[] ours, uint[] theirs) =>
        ours.Zip(theirs).Count(pair => pair.First == pair.Second) / (double)Places;

    public static string Write(uint[] places)
    {
        var bytes = new byte[Places * sizeof(uint)];
        for (var place = 0; place < Places; place++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(place * sizeof(uint)), places[place]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>What <see cref="Write"/> wrote; null when this is something else.</summary>
    public static uint[]? Read(string written)
    {
        Span<byte> bytes = stackalloc byte[Places * sizeof(uint)];
        if (!Convert.TryFromBase64String(written, bytes, out var length) || length != bytes.Length) return null;
        var places = new uint[Places];
        for (var place = 0; place < Places; place++)
            places[place] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(place * sizeof(uint))..]);
        return places;
    }

    // The finalizer of SplitMix64 (Steele et al., 2014) over the hash and the place: an order of its own for each.
    private static uint Ordered(ulong hash, int place)
    {
        var mixed = hash + (ulong)(place + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (uint)((mixed ^ (mixed >> 31)) >> 32);
    }
}
