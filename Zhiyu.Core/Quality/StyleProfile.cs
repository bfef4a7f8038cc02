using System.Buffers.Binary;

namespace Zhiyu.Core.Quality;

/// <summary>The style of an author: how often each feature occurs in its texts, later ones counting more.</summary>
/// <param name="Counts">For each feature the number of occurrences, 16 bits, little-endian.</param>
public sealed record StyleProfile(byte[] Counts)
{
    // The weight of all earlier days beside a new one: texts of a week ago count about half.
    private const double Fading = 0.9;

    public static StyleProfile Empty { get; } = new(new byte[StyleFeatures.Size * sizeof(ushort)]);

    public int CountOf(int feature) => BinaryPrimitives.ReadUInt16LittleEndian(Counts.AsSpan(feature * sizeof(ushort)));

    /// <summary>The profile with the texts of one more day. Without texts it does not fade.</summary>
    /// <param name="texts">The features of each text.</param>
    public StyleProfile With(IEnumerable<IReadOnlyList<int>> texts)
    {
        var counts = new double[StyleFeatures.Size];
        var isEmpty = true;
        foreach (var feature in texts.SelectMany(text => text))
        {
            counts[feature]++;
            isEmpty = false;
        }

        if (isEmpty) return this;
        var bytes = new byte[Counts.Length];
        for (var feature = 0; feature < StyleFeatures.Size; feature++)
            BinaryPrimitives.WriteUInt16LittleEndian(
                bytes.AsSpan(feature * sizeof(ushort)),
                (ushort)Math.Min(ushort.MaxValue, Math.Round((Fading * CountOf(feature)) + counts[feature])));
        return new StyleProfile(bytes);
    }

    public bool Equals(StyleProfile? other) => other is not null && Counts.AsSpan().SequenceEqual(other.Counts);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Counts);
        return hash.ToHashCode();
    }
}
