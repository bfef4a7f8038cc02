namespace Zhiyu.Core.Agents;

/// <summary>One version of how an agent is set up; never changed, only followed by another.</summary>
/// <param name="Version">From 1, counting up.</param>
/// <param name="Persona">Who the agent is.</param>
/// <param name="EffectiveAt">From when on it holds.</param>
/// <param name="UpdatedAt">When it was made.</param>
/// <param name="UpdatedBy">Who made it.</param>
internal sealed record AgentConfiguration(
    int Version, Persona Persona, DateTimeOffset EffectiveAt, DateTimeOffset UpdatedAt, string UpdatedBy);
