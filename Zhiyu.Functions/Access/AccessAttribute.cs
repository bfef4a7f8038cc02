namespace Zhiyu.Functions.Access;

/// <summary>Who may call an HTTP function. A function without it is for no one.</summary>
/// <param name="policy">Whom the function is for.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AccessAttribute(AccessPolicy policy) : Attribute
{
    public AccessPolicy Policy => policy;

    /// <summary>Whether tokens are made here; then calls are limited by address.</summary>
    public bool IssuesTokens { get; init; }
}
