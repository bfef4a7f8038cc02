using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Chance that follows from a text alone, on every machine and in every version of .NET.</summary>
internal sealed class SimulatedRandom(string seed)
{
    private readonly byte[] _block = [.. SHA256.HashData(Encoding.UTF8.GetBytes(seed)), 0, 0, 0, 0];
    private int _throws;

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Share()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(SHA256.HashSizeInBytes), _throws++);
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(_block)) / (uint.MaxValue + 1.0);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)(Share() * (most - least + 1));

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    public List<T> Shuffled<T>(IEnumerable<T> of) =>
        [.. of.Select(one => (one, Share())).OrderBy(p => p.Item2).Select(p => p.one)];
}
