using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Zhiyu.Functions.Http;

/// <summary>Encodes the store's cursors as opaque base64url for callers.</summary>
internal static class Cursor
{
    public static string? Encode(string? cursor) =>
        cursor is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));

    /// <summary>False for a text that <see cref="Encode"/> can't produce.</summary>
    public static bool TryDecode(string opaque, out string cursor)
    {
        cursor = "";
        var bytes = new byte[Base64Url.GetMaxDecodedLength(opaque.Length)];
        if (Base64Url.DecodeFromChars(opaque, bytes, out _, out var length) != OperationStatus.Done) return false;
        cursor = Encoding.UTF8.GetString(bytes, 0, length);
        // Padding, blanks and unused bits decode too, but each position must have exactly one cursor.
        return Encode(cursor) == opaque;
    }
}
