using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Http;

/// <summary>A request's body as it was sent.</summary>
/// <param name="Fits">False when it is larger than allowed; then it was not read to its end.</param>
/// <param name="Bytes">The body.</param>
internal readonly record struct RequestBody(bool Fits, ReadOnlyMemory<byte> Bytes)
{
    public const int MaxBytes = 1024 * 1024;

    /// <exception cref="BadHttpRequestException">The body is malformed, or came too slowly.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) return default;
        try
        {
            return await ReadToEndAsync(request, cancellationToken);
        }
        // The server throws it for most faults, but not for all: not for a chunk size that overflows.
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body could not be read.", fault);
        }
    }

    private static async Task<RequestBody> ReadToEndAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (bytes.Length + read > MaxBytes) return default;
            bytes.Write(chunk, 0, read);
        }

        return new RequestBody(Fits: true, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
