using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Api.Wire;

namespace Zhiyu.Core.Api.Control;

/// <summary>What every call of a person passes on its way in: who it is, and whether they may.</summary>
internal sealed class ControlPlane(BearerTokenVerifier tokens, ILogger<ControlPlane> logger)
{
    /// <summary>For admins.</summary>
    public Task<IResult> AcceptAdminAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        AcceptAsync(
            request,
            (caller, token) => caller.Role == Role.Admin
                ? act(caller, token)
                : Task.FromResult(Forbidden("Only an admin may do this.")),
            cancellationToken);

    /// <summary>For the owner of one thing, and admins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="find">Finds the thing; null when there is none.</param>
    /// <param name="act">What is done with it.</param>
    /// <param name="unknown">What an admin is told when there is none.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <remarks>
    /// To anyone else a thing of another's and none at all look the same: the answer does not tell which ids there are.
    /// </remarks>
    public Task<IResult> AcceptOwnerAsync<T>(
        HttpRequest request,
        Func<CancellationToken, Task<Owned<T>?>> find,
        Func<T, CancellationToken, Task<IResult>> act,
        ApiError unknown,
        CancellationToken cancellationToken) =>
        AcceptAsync(
            request,
            async (caller, token) => (caller.Role, caller.Role is null ? null : await find(token)) switch
            {
                (Role.Admin, null) => Answer.Error(unknown),
                (Role.Admin, { } found) => await act(found.Value, token),
                (Role.User, { } found) when found.OwnerId == caller.UserId => await act(found.Value, token),
                _ => Forbidden("Only the agent's owner or an admin may see this."),
            },
            cancellationToken);

    /// <summary>For every person whose token has a role of ours.</summary>
    public Task<IResult> AcceptPersonAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        AcceptAsync(
            request,
            (caller, token) => caller.Role is null
                ? Task.FromResult(Forbidden("The token has no role here: it needs user or admin."))
                : act(caller, token),
            cancellationToken);

    /// <summary>Who calls where everybody may; null for who does not say, or can't prove it.</summary>
    public async Task<Caller?> IdentifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.Headers.Authorization is [var only]
        && await tokens.VerifyAsync(only, cancellationToken) is BearerVerdict.Accepted accepted
            ? accepted.Caller
            : null;

    private async Task<IResult> AcceptAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization is [var only] ? only : null;
        var verdict = await tokens.VerifyAsync(header, cancellationToken);
        if (verdict is BearerVerdict.Accepted accepted) return await act(accepted.Caller, cancellationToken);

        var error = ((BearerVerdict.Refused)verdict).Error;
        Log.BearerRefused(logger, error.Message);
        // RFC 9110, 11.6.1: a 401 says how to do better.
        if (error.Code == ErrorCode.Unauthorized)
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.Error(error);
    }

    private static IResult Forbidden(string message) => Answer.Error(ErrorCode.Forbidden, message);
}
