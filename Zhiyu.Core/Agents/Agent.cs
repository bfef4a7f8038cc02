using Zhiyu.Core.Budgets;

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

    /// <summary>
    /// The name in force when the row was last written. Only kept for programs that show it: what counts is
    /// <see cref="NameAt"/>.
    /// </summary>
    public required string DisplayName { get; init; }
    public string? AvatarUrl { get; init; }

    /// <summary>The model it asks for where its configuration names no other.</summary>
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

    /// <summary>The one name it has, which everybody knows it by.</summary>
    public string NameAt(DateTimeOffset now) => ConfigurationAt(now).Persona.Name;

    /// <summary>The names that no other agent may take: the one in force, and those that wait to be.</summary>
    public IEnumerable<string> NamesFrom(DateTimeOffset now)
    {
        var inForce = ConfigurationAt(now).Version;
        return Configurations.Where(version => version.Version >= inForce).Select(version => version.Persona.Name);
    }

    /// <summary>With one more configuration version, and without those that are out of force.</summary>
    /// <param name="change">What the new version has in place of the newest one's.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cooldown">How long the version waits to come into force.</param>
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
            // Never the same twice: it tells those who keep something made of the agent that it has changed.
            UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddTicks(1),
        };
    }

    public string ModelAt(DateTimeOffset now) => ConfigurationAt(now).Model ?? Model;

    public AgentLimits LimitsAt(DateTimeOffset now) => ConfigurationAt(now).Budgets ?? AgentLimits.OfPlan;
}
