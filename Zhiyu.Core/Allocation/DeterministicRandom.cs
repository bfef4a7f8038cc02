using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>A random generator seeded by an id, so that a redelivered message gives the same result.</summary>
internal static class DeterministicRandom
{
#pragma warning disable RS0030, CA5394 // The seed replaces the injected generator; not security-relevant.
    public static Random From(string id) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))));
#pragma warning restore RS0030, CA5394
}
