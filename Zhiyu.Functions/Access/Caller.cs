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
internal sealed record Caller(string UserId, Role? Role);
