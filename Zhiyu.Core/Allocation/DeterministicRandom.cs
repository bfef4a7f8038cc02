using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>Randomness that an id fixes: on redelivery the same draw comes out.</summary>
internal static class DeterministicRandom
{
#pragma warning disable RS0030, CA5394 // The seed is the injected randomness here; no secret hangs on it.
    public static Random From(string id) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))));
#pragma warning restore RS0030, CA5394
}
