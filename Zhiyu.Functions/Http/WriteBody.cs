using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Zhiyu.Functions.Http;

/// <summary>Reads a JSON body and executes its write, or responds with all its faults.</summary>
internal static class WriteBody
{
    /// <param name="request">The request, with an unread body.</param>
    /// <param name="read">Reads the write from the body's fields and collects their faults.</param>
    /// <param name="write">Executes a valid write.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="optional">Whether an empty body means the same as <c>{}</c>.</param>
    public static async Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        Func<JsonFields, TWrite> read,
        Func<TWrite, CancellationToken, Task<IResult>> write,
        CancellationToken cancellationToken,
        bool optional = false)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (optional && body is { Fits: true, Bytes.Length: 0 })
            return await AcceptAsync(request, "{}"u8.ToArray(), read, write, cancellationToken);
        return RefusalOf(request, body) is { } refusal
            ? ApiResults.Error(refusal)
            : await AcceptAsync(request, body.Bytes, read, write, cancellationToken);
    }

    /// <summary>The fault of the body before it is parsed; null when it has none.</summary>
    public static ApiError? RefusalOf(HttpRequest request, RequestBody body) =>
        !body.Fits
            ? new ApiError(ErrorCode.PayloadTooLarge, $"The body must be at most {RequestBody.MaxBytes} bytes.")
        : !IsJson(request)
            ? new ApiError(ErrorCode.UnsupportedMediaType, "Content-Type must be application/json in UTF-8.")
        : null;

    public static async Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        ReadOnlyMemory<byte> bytes,
        Func<JsonFields, TWrite> read,
        Func<TWrite, CancellationToken, Task<IResult>> write,
        CancellationToken cancellationToken)
    {
        if (!JsonFields.TryParse(bytes.Span, out var fields, out var fault))
            return ApiResults.Error(ApiError.Invalid([fault]));
        var order = read(fields);
        // For the contract tests, which read the fields outside the function.
        request.HttpContext.Features.Set(fields);
        return fields.Faults.Count > 0
            ? ApiResults.Error(ApiError.Invalid(fields.Faults))
            : await write(order, cancellationToken);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
