namespace Zhiyu.Functions.Access;

/// <summary>Sets who may call an HTTP function. A function without it can't be called.</summary>
/// <param name="policy">The callers that the function accepts.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AccessAttribute(AccessPolicy policy) : Attribute
{
    public AccessPolicy Policy => policy;

    /// <summary>Whether the function issues tokens; then the calls of each address are limited.</summary>
    public bool IssuesTokens { get; init; }

    /// <summary>Whether a call reads very much; then the calls of each address are limited.</summary>
    public bool IsDownload { get; init; }
}
