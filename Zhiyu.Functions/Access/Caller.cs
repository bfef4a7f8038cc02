using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>The role of a person: a user sees and configures their own agents, an admin all agents.</summary>
internal enum Role
{
    User,
    Admin,
}

/// <summary>A person whose token was accepted.</summary>
/// <param name="UserId">The token's subject: the <c>owner_id</c> of their agents.</param>
/// <param name="Role">The highest role in the token; null when it has neither role.</param>
internal sealed record Caller(string UserId, Role? Role)
{
    public const string NotTheOwner = "Only the agent's owner or an admin may see this.";

    public bool IsAdmin => Role == Access.Role.Admin;

    /// <summary>The caller of a function for people. The access check has admitted it already.</summary>
    /// <exception cref="InvalidOperationException">The function is not for people.</exception>
    public static Caller Of(HttpRequest request) =>
        AdmittedTo(request, AccessPolicy.Person, AccessPolicy.OwnerOrAdmin, AccessPolicy.AdminOnly)!;

    /// <summary>The caller of a function for everyone; null without a valid token.</summary>
    /// <exception cref="InvalidOperationException">The function is not for everyone.</exception>
    public static Caller? IfKnown(HttpRequest request) => AdmittedTo(request, AccessPolicy.Everyone);

    /// <param name="ownerId">Of an agent; null when that no longer exists.</param>
    public bool Owns(string? ownerId) => ownerId == UserId;

    /// <summary>Whether it may see a resource of an agent: the agent's owner and admins may.</summary>
    /// <param name="resource">Null when there is none.</param>
    /// <param name="ownerId">The agent's owner; null when the agent no longer exists.</param>
    /// <param name="what">The resource that the route's id should name.</param>
    /// <param name="refusal">
    /// The response if it may not. Only admins learn that there is no resource, so the response reveals no ids.
    /// </param>
    public bool MaySee<T>(
        [NotNullWhen(true)] T? resource, string? ownerId, string what, [NotNullWhen(false)] out IResult? refusal)
        where T : class
    {
        if (resource is not null && (IsAdmin || Owns(ownerId)))
        {
            refusal = null;
            return true;
        }

        refusal = IsAdmin
            ? ApiResults.Error(ApiError.Unknown("id", what))
            : ApiResults.Error(ErrorCode.Forbidden, NotTheOwner);
        return false;
    }

    private static Caller? AdmittedTo(HttpRequest request, params ReadOnlySpan<AccessPolicy> policies) =>
        request.HttpContext.Features.Get<AccessDecision.Granted>() is { } granted && policies.Contains(granted.Policy)
            ? granted.Caller
            : throw new InvalidOperationException("The [Access] attribute of the function does not match its caller.");
}
