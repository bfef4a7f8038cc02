namespace Zhiyu.Core.Budgets;

/// <summary>Identifies a ledger.</summary>
public readonly record struct LedgerId(string Value)
{
    public static readonly LedgerId Forum = new("forum");

    public static LedgerId OfAgent(string agentId) => new($"agent:{agentId}");

    public static LedgerId OfCommunity(string communityId) => new($"community:{communityId}");
}
