using System.Security.Cryptography;
using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>Crockford's base 32, in lower case.</summary>
internal static class Base32
{
    public const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>16 characters of SHA-256. Safe in ids and keys, whatever the text.</summary>
    public static string Hash(string text) => Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10));

    public static string Encode(ReadOnlySpan<byte> tenBytes)
    {
        var text = new StringBuilder(16);
        for (var half = 0; half < 2; half++)
        {
            var bits = 0UL;
            foreach (var value in tenBytes.Slice(half * 5, 5)) bits = (bits << 8) | value;
            for (var shift = 35; shift >= 0; shift -= 5) text.Append(Alphabet[(int)(bits >> shift) & 31]);
        }

        return text.ToString();
    }
}
