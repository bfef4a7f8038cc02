using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Zhiyu.Core.Api.Wire;

namespace Zhiyu.Core.Api.Writing;

/// <summary>What every write of the agents passes on its way in, in this order.</summary>
internal sealed class DataPlane(ServiceTokenVerifier tokens, ILogger<DataPlane> logger)
{
    /// <param name="request">The request, its body unread.</param>
    /// <param name="read">Takes the write out of the body's fields, noting all that is wrong with them.</param>
    /// <param name="write">Carries out a write that is in order.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<IResult> AcceptAsync<TWrite>(
        HttpRequest request,
        Func<Fields, TWrite> read,
        Func<TWrite, CancellationToken, Task<IResult>> write,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (!body.Fits)
            return Answer.Error(ErrorCode.PayloadTooLarge, $"The body must be at most {RequestBody.MaxBytes} bytes.");
        if (!IsJson(request))
            return Answer.Error(ErrorCode.UnsupportedMediaType, "Content-Type must be application/json in UTF-8.");

        var verdict = await tokens.VerifyAsync(Token(request), body.Bytes, cancellationToken);
        if (verdict != TokenVerdict.Accepted)
        {
            Log.TokenRefused(logger, verdict);
            return Answer.Error(verdict.Describe());
        }

        if (!Fields.TryParse(body.Bytes.Span, out var fields, out var fault))
            return Answer.Error(ApiError.Invalid([fault]));
        var order = read(fields);
        return fields.Faults.Count > 0
            ? Answer.Error(ApiError.Invalid(fields.Faults))
            : await write(order, cancellationToken);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static string? Token(HttpRequest request) =>
        request.Headers[ServiceToken.Header] is [var only] ? only : null;
}
