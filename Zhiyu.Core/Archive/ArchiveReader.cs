using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Archive;

/// <summary>Reads an archive once, line by line, and calculates its digest.</summary>
internal sealed class ArchiveReader : IDisposable
{
    // The longest rows are runs with a whole context of some 100,000 characters, one hundredth of this limit.
    private const int MaxLineLength = 32 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SHA256 _digest = SHA256.Create();
    private readonly CryptoStream _bytes;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _next;
    private int _filled;

    public ArchiveReader(Stream stream) => _bytes = new CryptoStream(stream, _digest, CryptoStreamMode.Read);

    /// <summary>Hex SHA-256 of the file; known after the last line was read.</summary>
    public string Digest => Convert.ToHexStringLower(_digest.Hash!);

    /// <exception cref="InvalidDataException">The next line is not a line of an archive.</exception>
    public async IAsyncEnumerable<ArchiveLine> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        while (await NextAsync(line, cancellationToken))
            yield return Parse(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _digest.Dispose();
    }

    private static ArchiveLine Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var line = JsonSerializer.Deserialize<ArchiveLine>(
                Utf8.GetString(bytes).TrimStart('\uFEFF'), ArchiveLines.Options);
            return line?.HoldsOneThing == true
                ? line
                : throw new InvalidDataException("A line holds one thing: the head, a row, or the end.");
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidDataException("It has bytes that are no UTF-8.", fault);
        }
        // The last type is thrown for a repeated property name.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"It is no JSON of an archive ({EscapedText.Of(fault.Message)}).", fault);
        }
    }

    // A StreamReader would buffer a line of any length.
    private async Task<bool> NextAsync(MemoryStream line, CancellationToken cancellationToken)
    {
        line.SetLength(0);
        while (_next < _filled || await FillAsync(cancellationToken))
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _next, _filled - _next);
            var until = end < 0 ? _filled : end;
            line.Write(_buffer, _next, until - _next);
            _next = until + 1;
            if (end >= 0) return true;
            if (line.Length > MaxLineLength)
                throw new InvalidDataException($"It is longer than {MaxLineLength} bytes.");
        }

        return line.Length > 0;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        (_next, _filled) = (0, await _bytes.ReadAsync(_buffer, cancellationToken));
        return _filled > 0;
    }
}
