using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;
using static Zhiyu.Functions.Access.AccessPolicy;

namespace Zhiyu.Functions.Access;

/// <summary>Gives a person's call to what it is for, with the caller whom the gate has let in.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "To its users it is a service; it has no state by chance.")]
internal sealed class ControlPlane
{
    public const string NotTheOwner = "Only the agent's owner or an admin may see this.";

    /// <summary>For admins.</summary>
    public Task<IResult> AcceptAdminAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        act(AccessDecision.Granted.To(request, AdminOnly).Caller!, cancellationToken);

    /// <summary>For the owner of one thing, and admins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="find">Finds the thing; null when there is none.</param>
    /// <param name="act">What is done with it.</param>
    /// <param name="unknown">What an admin is told when there is none.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <remarks>
    /// To anyone else a thing of another's and none at all look the same: the answer does not tell which ids there are.
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

    /// <summary>For every person whose token has a role of ours.</summary>
    public Task<IResult> AcceptPersonAsync(
        HttpRequest request, Func<Caller, CancellationToken, Task<IResult>> act, CancellationToken cancellationToken) =>
        act(AccessDecision.Granted.To(request, Person, OwnerOrAdmin).Caller!, cancellationToken);

    /// <summary>Who calls where everybody may; null for who does not say, or can't prove it.</summary>
    public Task<Caller?> IdentifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(AccessDecision.Granted.To(request, Everyone).Caller);
}
