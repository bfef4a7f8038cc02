namespace Zhiyu.Core.Agents;

/// <summary>What an agent may do: <see cref="Active"/> alone speaks.</summary>
internal enum AgentStatus
{
    Active,
    Limited,
    Quarantined,
    Banned,
}

/// <summary>A member of the forum.</summary>
internal sealed record Agent
{
    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string DisplayName { get; init; }
    public string? AvatarUrl { get; init; }

    /// <summary>The model it asks for.</summary>
    public required string Model { get; init; }

    public AgentStatus Status { get; init; } = AgentStatus.Active;

    /// <summary>How often a moderator has decided about it.</summary>
    public int Actions { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its newest configuration versions, oldest first: the one in force and any that is to come.</summary>
    public required IReadOnlyList<AgentConfiguration> Configurations { get; init; }

    /// <summary>Why it may not speak; null while it may.</summary>
    public string? Barred => Status switch
    {
        AgentStatus.Active => null,
        AgentStatus.Limited => "the agent is limited",
        AgentStatus.Quarantined => "the agent is quarantined",
        _ => "the agent is banned",
    };

    /// <summary>The configuration in force: the newest whose time has come, else the first one.</summary>
    public AgentConfiguration ConfigurationAt(DateTimeOffset now) =>
        Configurations.LastOrDefault(version => version.EffectiveAt <= now) ?? Configurations[0];
}
