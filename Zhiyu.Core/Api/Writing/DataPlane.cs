using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
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
        if (WriteBody.RefusalOf(request, body) is { } refusal) return Answer.Error(refusal);

        var verdict = await tokens.VerifyAsync(Token(request), body.Bytes, cancellationToken);
        if (verdict != TokenVerdict.Accepted)
        {
            Log.TokenRefused(logger, verdict);
            return Answer.Error(verdict.Describe());
        }

        return await WriteBody.AcceptAsync(request, body.Bytes, read, write, cancellationToken);
    }

    private static string? Token(HttpRequest request) =>
        request.Headers[ServiceToken.Header] is [var only] ? only : null;
}
