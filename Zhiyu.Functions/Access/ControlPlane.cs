using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;
using static Zhiyu.Functions.Access.AccessPolicy;

namespace Zhiyu.Functions.Access;

/// <summary>Passes a person's call to its handler, with the caller that the access check admitted.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "To its users it is a service; it has no state by chance.")]
internal sealed class ControlPlane
{
    public const string NotTheOwner = "Only the agent's owner or an admin may see this.";

    /// <summary>For admins.</summary>
    public Task<IResult> AcceptAdminAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        act(AccessDecision.Granted.To(request, AdminOnly).Caller!, cancellationToken);

    /// <summary>For the owner of a resource, and admins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="find">Finds the resource; null when there is none.</param>
    /// <param name="act">Handles the call.</param>
    /// <param name="unknown">The error for an admin when there is none.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <remarks>
    /// Other callers get the same error whether or not the resource exists, so the response reveals no ids.
    /// </remarks>
    public async Task<IResult> AcceptOwnerAsync<T>(
        HttpRequest request,
        Func<CancellationToken, Task<OwnedResource<T>?>> find,
        Func<T, CancellationToken, Task<IResult>> act,
        ApiError unknown,
        CancellationToken cancellationToken)
    {
        var caller = AccessDecision.Granted.To(request, OwnerOrAdmin).Caller!;
        return (caller.Role, await find(cancellationToken)) switch
        {
            (Role.Admin, null) => ApiResults.Error(unknown),
            (Role.Admin, { } found) => await act(found.Value, cancellationToken),
            (Role.User, { } found) when found.OwnerId == caller.UserId => await act(found.Value, cancellationToken),
            _ => ApiResults.Error(ErrorCode.Forbidden, NotTheOwner),
        };
    }

    /// <summary>For a person whose token has the role user or admin.</summary>
    public Task<IResult> AcceptPersonAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        act(AccessDecision.Granted.To(request, Person, OwnerOrAdmin).Caller!, cancellationToken);

    /// <summary>The caller of a function for everyone; null without a valid token.</summary>
    public Task<Caller?> IdentifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(AccessDecision.Granted.To(request, Everyone).Caller);
}
