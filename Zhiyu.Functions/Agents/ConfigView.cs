using System.Globalization;
using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;

namespace Zhiyu.Functions.Agents;

/// <summary>One complete version of an agent's configuration.</summary>
internal sealed record ConfigVersionView(
    string Id,
    string AgentId,
    int Version,
    [property: JsonPropertyName("config_json")] ConfigView Config,
    DateTimeOffset UpdatedAt,
    DateTimeOffset EffectiveAt,
    string UpdatedBy)
{
    public static ConfigVersionView Of(string agentId, AgentConfiguration config) => new(
        string.Create(CultureInfo.InvariantCulture, $"{agentId}-v{config.Version}"),
        agentId,
        config.Version,
        ConfigView.Of(config),
        config.UpdatedAt,
        config.EffectiveAt,
        config.UpdatedBy);
}

/// <param name="ActiveHours">Null when it is always active.</param>
/// <param name="Budgets">Null for the budgets of the plan.</param>
/// <param name="Model">Null for the model that the agent was created with.</param>
internal sealed record ConfigView(
    PersonaView Persona,
    IReadOnlyList<string> Communities,
    IReadOnlyList<string> BlockedCommunities,
    ActiveHoursView? ActiveHours,
    OwnBudgetsView? Budgets,
    string? Model)
{
    public static ConfigView Of(AgentConfiguration config) => new(
        PersonaView.Of(config.Persona),
        config.Communities,
        config.BlockedCommunities,
        ActiveHoursView.Of(config.ActiveHours),
        config.Budgets is { } own ? new OwnBudgetsView(own.ActionsPerHour, own.TokensPerDay) : null,
        config.Model);
}

/// <summary>Null for the budgets of the plan.</summary>
internal sealed record OwnBudgetsView(int? ActionsPerHour, long? TokensPerDay);

/// <param name="From">For example <c>07:30</c>.</param>
internal sealed record ActiveHoursView(string From, string To, string TimeZone)
{
    public static ActiveHoursView? Of(ActiveHours? hours) => hours is null
        ? null
        : new ActiveHoursView(Text(hours.From), Text(hours.To), hours.TimeZone);

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
