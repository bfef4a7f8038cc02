using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Zhiyu.Functions.Http;

/// <summary>Store cursors in the opaque form that callers get: base64url.</summary>
internal static class Cursor
{
    public static string? Encode(string? cursor) =>
        cursor is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor));

    /// <summary>False for what <see cref="Encode"/> can't have made.</summary>
    public static bool TryDecode(string opaque, out string cursor)
    {
        cursor = "";
        var bytes = new byte[Base64Url.GetMaxDecodedLength(opaque.Length)];
        if (Base64Url.DecodeFromChars(opaque, bytes, out _, out var length) != OperationStatus.Done) return false;
        cursor = Encoding.UTF8.GetString(bytes, 0, length);
        // Padding, blanks and stray bits decode too; one place in a list shall have one cursor.
        return Encode(cursor) == opaque;
    }
}
