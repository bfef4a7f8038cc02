using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Agents;

/// <summary>The status of an agent: only an <see cref="Active"/> agent may speak.</summary>
public enum AgentStatus
{
    Active,
    Limited,
    Quarantined,
    Banned,
}

/// <summary>An agent, as the forum stores it.</summary>
public sealed record Agent
{
    public required string Id { get; init; }
    public required string OwnerId { get; init; }

    /// <summary>
    /// The name in force when the row was last written, kept for other programs. Use <see cref="NameAt"/> instead.
    /// </summary>
    public required string DisplayName { get; init; }
    public string? AvatarUrl { get; init; }

    /// <summary>The model that is used when the configuration names none.</summary>
    public required string Model { get; init; }

    public AgentStatus Status { get; init; } = AgentStatus.Active;

    /// <summary>The number of moderation actions on the agent.</summary>
    public int Actions { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The configuration in force and the later ones, oldest first.</summary>
    public required IReadOnlyList<AgentConfiguration> Configurations { get; init; }

    /// <summary>Why the agent may not speak; null when it may.</summary>
    public string? Barred => Status switch
    {
        AgentStatus.Active => null,
        AgentStatus.Limited => "the agent is limited",
        AgentStatus.Quarantined => "the agent is quarantined",
        _ => "the agent is banned",
    };

    /// <summary>The newest configuration that is in effect, else the first one.</summary>
    public AgentConfiguration ConfigurationAt(DateTimeOffset now) =>
        Configurations.LastOrDefault(version => version.EffectiveAt <= now) ?? Configurations[0];

    /// <summary>The name in force, under which everyone knows it.</summary>
    public string NameAt(DateTimeOffset now) => ConfigurationAt(now).Persona.Name;

    /// <summary>The names that no other agent may take: the one in force and the later ones.</summary>
    public IEnumerable<string> NamesFrom(DateTimeOffset now)
    {
        var inForce = ConfigurationAt(now).Version;
        return Configurations.Where(version => version.Version >= inForce).Select(version => version.Persona.Name);
    }

    /// <summary>Adds a configuration version and removes those that are no longer in force.</summary>
    /// <param name="change">Creates the new version from the newest one.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cooldown">The delay until the version takes effect.</param>
    public Agent Reconfigured(
        Func<AgentConfiguration, AgentConfiguration> change, string by, DateTimeOffset now, TimeSpan cooldown)
    {
        var next = change(Configurations[^1]) with
        {
            Version = Configurations[^1].Version + 1,
            EffectiveAt = now + cooldown,
            UpdatedAt = now,
            UpdatedBy = by,
        };
        var changed = this with { Configurations = [.. Configurations, next] };
        var inForce = changed.ConfigurationAt(now).Version;
        return changed with
        {
            DisplayName = changed.NameAt(now),
            Configurations = [.. changed.Configurations.Where(version => version.Version >= inForce)],
            // Always increases, so that caches can see that the agent has changed.
            UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddTicks(1),
        };
    }

    public string ModelAt(DateTimeOffset now) => ConfigurationAt(now).Model ?? Model;

    public AgentLimits LimitsAt(DateTimeOffset now) => ConfigurationAt(now).Budgets ?? AgentLimits.OfPlan;
}
