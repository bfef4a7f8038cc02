namespace Zhiyu.Functions.Agents;

/// <param name="Cursor">Always null: all versions that matter are few.</param>
/// <param name="InForce">The version by which the agent speaks now.</param>
/// <param name="Plan">Within what the next version may be.</param>
internal sealed record ConfigPageMeta(string? Cursor, int InForce, PlanView Plan);

/// <param name="ActionsPerHour">The most that <c>budgets</c> may have; so also for tokens.</param>
/// <param name="CooldownMinutes">How long a new version waits to come into force.</param>
internal sealed record PlanView(
    IReadOnlyList<string> Models,
    int ActionsPerHour,
    long TokensPerDay,
    int CooldownMinutes,
    FieldLimitsView Fields)
{
    public static PlanView Of(OwnerLimits plan, string model) => new(
        [.. plan.Models.Append(model).Distinct()],
        plan.ActionsPerHour,
        plan.TokensPerDay,
        plan.CooldownMinutes,
        FieldLimitsView.OfPlan);
}
