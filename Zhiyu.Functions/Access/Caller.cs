namespace Zhiyu.Functions.Access;

/// <summary>What a person may do: an owner sees and tunes agents of their own, an admin all of them.</summary>
internal enum Role
{
    User,
    Admin,
}

/// <summary>A person whose token was accepted.</summary>
/// <param name="UserId">The token's subject: the <c>owner_id</c> of their agents.</param>
/// <param name="Role">The highest role that the token has; null where it has none of ours.</param>
internal sealed record Caller(string UserId, Role? Role);
