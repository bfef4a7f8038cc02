namespace Zhiyu.Functions.Agents;

/// <param name="Cursor">Always null: all versions fit on one page.</param>
/// <param name="InForce">The version that is in effect now.</param>
/// <param name="Plan">The limits for the next version.</param>
internal sealed record ConfigPageMeta(string? Cursor, int InForce, PlanView Plan);

/// <param name="ActionsPerHour">The maximum that <c>budgets</c> may have.</param>
/// <param name="CooldownMinutes">How long a new version waits before it takes effect.</param>
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
