using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Zhiyu.Functions.Web;

/// <summary>A file of the page, read once.</summary>
/// <param name="Bytes">The uncompressed content.</param>
/// <param name="Brotli">The compressed content; null when it is not smaller.</param>
/// <param name="Digest">The hash of the bytes, for the ETag.</param>
internal sealed record WebFile(byte[] Bytes, byte[]? Brotli, string ContentType, string Digest)
{
    public const string HtmlType = "text/html; charset=utf-8";
    public const string TextType = "text/plain; charset=utf-8";

    public static WebFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var brotli = Compress(bytes);
        return new WebFile(
            bytes,
            brotli.Length < bytes.Length ? brotli : null,
            TypeOf(Path.GetExtension(path)),
            Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 18)));
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Optimal)) brotli.Write(bytes);
        return target.ToArray();
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => HtmlType,
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".webmanifest" => "application/manifest+json",
        ".txt" => TextType,
        _ => "application/octet-stream",
    };
}
