using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>
/// A random generator seeded by a text, with the same results on every machine and every version of .NET.
/// </summary>
internal sealed class SimulatedRandom(string seed)
{
    private readonly byte[] _block = [.. SHA256.HashData(Encoding.UTF8.GetBytes(seed)), 0, 0, 0, 0];
    private int _counter;

    /// <summary>From 0 (inclusive) to 1 (exclusive).</summary>
    public double NextDouble()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(SHA256.HashSizeInBytes), _counter++);
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(_block)) / (uint.MaxValue + 1.0);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int min, int max) => min + (int)(NextDouble() * (max - min + 1));

    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    public List<T> Shuffled<T>(IEnumerable<T> items) =>
        [.. items.Select(item => (item, NextDouble())).OrderBy(pair => pair.Item2).Select(pair => pair.item)];
}
