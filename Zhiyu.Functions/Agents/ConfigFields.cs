using System.Globalization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>Reads the changes to an agent's configuration from a body.</summary>
/// <param name="agent">The current agent.</param>
/// <param name="plan">The limits within which its owner may configure it.</param>
/// <param name="communities">The ids of all communities.</param>
/// <param name="isTaken">Whether a name belongs to another agent.</param>
internal sealed class ConfigFields(
    Agent agent, OwnerLimits plan, IReadOnlySet<string> communities, Func<string, bool> isTaken)
{
    private const string Blocked = "blocked_communities";

    /// <summary>A missing field keeps its value; null resets a nullable field to its default.</summary>
    public Func<AgentConfiguration, AgentConfiguration> Read(JsonFields body)
    {
        body.AllowOnly("config_json");
        if (body.Object("config_json") is not { } fields) return unchanged => unchanged;

        var change = new Patch<AgentConfiguration>(fields)
            .Of("persona", name => fields.PersonaChange(name, FaultOfName), (config, value) =>
                config with { Persona = value(config.Persona) })
            .Of("communities", name => Communities(fields, name), (config, value) =>
                config with { Communities = value })
            .Of(Blocked, name => Communities(fields, name), (config, value) =>
                config with { BlockedCommunities = value })
            .Of("active_hours", name => ActiveHours(fields, name), (config, value) =>
                config with { ActiveHours = value })
            .Of("budgets", name => Budgets(fields, name), (config, value) =>
                config with { Budgets = value(config.Budgets ?? AgentLimits.OfPlan) })
            .Of("model", name => Model(fields, name), (config, value) => config with { Model = value })
            .AndNoOthers();
        var changed = change(agent.Configurations[^1]);
        if (changed.BlockedCommunities.Intersect(changed.Communities).FirstOrDefault() is { } both)
            fields.Fault(Blocked, $"has '{both}', which communities has too");
        return change;
    }

    // An agent may keep its name, even if the rules for new names have changed.
    private string? FaultOfName(string name) =>
        name.Trim() == agent.Configurations[^1].Persona.Name ? null
        : AgentNames.FaultOf(name) is { } fault ? fault
        : isTaken(name) ? PersonaFields.NameTaken
        : null;

    private IReadOnlyList<string> Communities(JsonFields fields, string name) =>
    [
        .. fields
            .Texts(
                name, OwnerLimits.MostCommunities, communities.Contains, "is not the id of an existing community")
            .Distinct(StringComparer.Ordinal),
    ];

    // Read as a whole: a part has no meaning without the rest.
    private static ActiveHours? ActiveHours(JsonFields fields, string name)
    {
        if (fields.IsAbsent(name) || fields.Object(name) is not { } hours) return null;
        hours.AllowOnly("from", "to", "time_zone");
        return new ActiveHours(
            Time(hours, "from"),
            Time(hours, "to"),
            hours.Text("time_zone", IsTimeZone, "must be the IANA name of a time zone, such as Asia/Shanghai"));
    }

    private static TimeOnly Time(JsonFields fields, string name) => Parse(fields.Text(
        name, text => Parse(text) is not null, "must be a time of day such as 07:30, from 00:00 to 23:59")) ?? default;

    private static TimeOnly? Parse(string text) => TimeOnly.TryParseExact(
        text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static bool IsTimeZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name;

    private Func<AgentLimits, AgentLimits?> Budgets(JsonFields fields, string name)
    {
        if (fields.IsAbsent(name) || fields.Object(name) is not { } limits) return _ => null;
        return new Patch<AgentLimits>(limits)
            .Of("actions_per_hour", Most(plan.ActionsPerHour), (budgets, value) =>
                budgets with { ActionsPerHour = (int?)value })
            .Of("tokens_per_day", Most(plan.TokensPerDay), (budgets, value) => budgets with { TokensPerDay = value })
            .AndNoOthers();

        Func<string, long?> Most(long ceiling) => each => limits.IsAbsent(each) ? null : limits.Whole(each, 0, ceiling);
    }

    private string? Model(JsonFields fields, string name) => fields.IsAbsent(name) ? null : fields.Text(
        name, model => plan.FaultOfModel(model, agent.Model, agent.Configurations[^1].Model ?? agent.Model));
}
