using System.IO.Compression;
using System.Text;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Reads and decompresses the text of a body.</summary>
internal static class ResponseText
{
    private static readonly byte[] GzipHeader = [0x1f, 0x8b];

    /// <summary>Null when the body exceeds the limit, compressed or decompressed.</summary>
    public static async Task<string?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit) return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        if (await BytesAsync(stream, limit, cancellationToken) is not { } body) return null;
        // The header lists encodings in the order in which they were applied.
        foreach (var encoding in content.Headers.ContentEncoding.Reverse())
        {
            if (await DecompressAsync(body, encoding, limit, cancellationToken) is not { } inner) return null;
            body = inner;
        }

        if (body.AsSpan().StartsWith(GzipHeader))
        {
            if (await DecompressAsync(body, "gzip", limit, cancellationToken) is not { } inner) return null;
            body = inner;
        }

        using var reader = new StreamReader(new MemoryStream(body), Encoding.UTF8, true);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    // A body that is not in the named encoding, or in an unknown one, stays unchanged.
    private static async Task<byte[]?> DecompressAsync(
        byte[] body, string encoding, int limit, CancellationToken cancellationToken)
    {
        var compressed = new MemoryStream(body);
        await using Stream stream = encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(compressed, CompressionMode.Decompress),
            "BR" => new BrotliStream(compressed, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(compressed, CompressionMode.Decompress),
            _ => compressed,
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
