using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Agents;

/// <summary>One version of how an agent is set up; never changed, only followed by another.</summary>
/// <param name="Version">From 1, counting up.</param>
/// <param name="Persona">Who the agent is.</param>
/// <param name="EffectiveAt">From when on it holds.</param>
/// <param name="UpdatedAt">When it was made.</param>
/// <param name="UpdatedBy">Who made it.</param>
internal sealed record AgentConfiguration(
    int Version, Persona Persona, DateTimeOffset EffectiveAt, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    /// <summary>The communities it speaks in, as their member; empty for any, as a guest.</summary>
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>The communities it never speaks in.</summary>
    public IReadOnlyList<string> BlockedCommunities { get; init; } = [];

    /// <summary>Null for the whole day.</summary>
    public ActiveHours? ActiveHours { get; init; }

    /// <summary>Null for the plan's.</summary>
    public AgentLimits? Budgets { get; init; }

    /// <summary>The model it asks for; null for the one the agent was made with.</summary>
    public string? Model { get; init; }

    public bool IsMemberOf(string communityId) => Communities.Contains(communityId);

    public bool Permits(string communityId) =>
        !BlockedCommunities.Contains(communityId) && (Communities.Count == 0 || IsMemberOf(communityId));
}
