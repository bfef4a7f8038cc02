using System.IO.Compression;
using System.Text;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The text of a body, whatever it is packed in.</summary>
internal static class ResponseText
{
    private static readonly byte[] GzipMark = [0x1f, 0x8b];

    /// <summary>Null for a body that is longer than the limit, also when it is unpacked.</summary>
    public static async Task<string?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit) return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        if (await BytesAsync(stream, limit, cancellationToken) is not { } body) return null;
        // Packed in the order that they are named.
        foreach (var encoding in content.Headers.ContentEncoding.Reverse())
        {
            if (await UnpackedAsync(body, encoding, limit, cancellationToken) is not { } inner) return null;
            body = inner;
        }

        if (body.AsSpan().StartsWith(GzipMark))
        {
            if (await UnpackedAsync(body, "gzip", limit, cancellationToken) is not { } inner) return null;
            body = inner;
        }

        using var reader = new StreamReader(new MemoryStream(body), Encoding.UTF8, true);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    // What is not packed as it says, and what is packed in an unknown way, stays as it is.
    private static async Task<byte[]?> UnpackedAsync(
        byte[] body, string encoding, int limit, CancellationToken cancellationToken)
    {
        var packed = new MemoryStream(body);
        await using Stream stream = encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(packed, CompressionMode.Decompress),
            "BR" => new BrotliStream(packed, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        try
        {
            return await BytesAsync(stream, limit, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            return body;
        }
    }

    private static async Task<byte[]?> BytesAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit) return null;
        }

        return body.ToArray();
    }
}
