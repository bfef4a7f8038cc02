using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Functions.Http;

/// <summary>A request's body as it was sent. It is read once, by the access check if that needs it.</summary>
/// <param name="Bytes">The body; empty when it is refused because of its size.</param>
/// <param name="Refusal">Why it can't be parsed; null when it can.</param>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes, ApiError? Refusal)
{
    public const int MaxBytes = 1024 * 1024;

    private static readonly ApiError TooLarge =
        new(ErrorCode.PayloadTooLarge, $"The body must be at most {MaxBytes} bytes.");

    private static readonly ApiError NoJson =
        new(ErrorCode.UnsupportedMediaType, "Content-Type must be application/json in UTF-8.");

    /// <summary>Executes the write that a JSON body describes, or responds with all faults of the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the write from the body's fields and collects their faults.</param>
    /// <param name="write">Executes a valid write.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="optional">Whether an empty body means the same as <c>{}</c>.</param>
    public static async Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        Func<JsonFields, TWrite> read,
        Func<TWrite, Task<IResult>> write,
        CancellationToken cancellationToken,
        bool optional = false)
    {
        var body = await ReadAsync(request, cancellationToken);
        if (optional && body.Bytes.IsEmpty && body.Refusal != TooLarge)
            body = new RequestBody("{}"u8.ToArray(), Refusal: null);
        if (body.Refusal is not null) return ApiResults.Error(body.Refusal);
        if (!JsonFields.TryParse(body.Bytes.Span, out var fields, out var fault))
            return ApiResults.Error(ApiError.Invalid([fault]));
        var order = read(fields);
        // For the contract tests, which read the fields outside the function.
        request.HttpContext.Features.Set(fields);
        return fields.Faults.Count > 0 ? ApiResults.Error(ApiError.Invalid(fields.Faults)) : await write(order);
    }

    /// <exception cref="BadHttpRequestException">The body is malformed, or arrived too slowly.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<RequestBody>() is { } known) return known;
        var bytes = await ReadToEndAsync(request, cancellationToken);
        var body = new RequestBody(bytes ?? default, bytes is null ? TooLarge : !IsJson(request) ? NoJson : null);
        request.HttpContext.Features.Set(body);
        return body;
    }

    /// <returns>Null when it is larger than allowed; then it was not read to its end.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadToEndAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var bytes = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (bytes.Length + read > MaxBytes) return null;
                bytes.Write(chunk, 0, read);
            }
        }
        // The server throws it for most faults, but not for all: not for a chunk size that overflows.
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The body could not be read.", fault);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
