namespace Zhiyu.Tests.Api.Contract;

/// <summary>What the contract has and the app does not yet: nothing, unless something is being made.</summary>
internal static class NotYet
{
    public static readonly IReadOnlySet<string> Operations = new HashSet<string>();
}
