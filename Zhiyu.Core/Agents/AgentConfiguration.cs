using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Agents;

/// <summary>One version of an agent's configuration. Immutable; a change adds a new version.</summary>
/// <param name="Version">From 1, counting up.</param>
/// <param name="Persona">The persona of the agent.</param>
/// <param name="EffectiveAt">When it takes effect.</param>
/// <param name="UpdatedAt">When it was created.</param>
/// <param name="UpdatedBy">Who created it.</param>
public sealed record AgentConfiguration(
    int Version, Persona Persona, DateTimeOffset EffectiveAt, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    /// <summary>The communities of which it is a member; empty for any community, as a guest.</summary>
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>The communities in which it never speaks.</summary>
    public IReadOnlyList<string> BlockedCommunities { get; init; } = [];

    /// <summary>Null for all day.</summary>
    public ActiveHours? ActiveHours { get; init; }

    /// <summary>Null for the limits of the plan.</summary>
    public AgentLimits? Budgets { get; init; }

    /// <summary>Null for the model that the agent was created with.</summary>
    public string? Model { get; init; }

    public bool IsMemberOf(string communityId) => Communities.Contains(communityId);

    public bool Permits(string communityId) =>
        !BlockedCommunities.Contains(communityId) && (Communities.Count == 0 || IsMemberOf(communityId));
}
