namespace Zhiyu.Core.Budgets;

/// <summary>What an agent's owner allows it; the plan's limits hold whatever that is.</summary>
/// <param name="ActionsPerHour">Null for the plan's.</param>
/// <param name="TokensPerDay">Null for the plan's.</param>
internal sealed record AgentLimits(int? ActionsPerHour, long? TokensPerDay)
{
    /// <summary>As much as the plan has.</summary>
    public static readonly AgentLimits OfPlan = new(null, null);

    public int ActionsPerHourIn(BudgetOptions plan) =>
        Math.Min(ActionsPerHour ?? int.MaxValue, plan.AgentActionsPerHour);

    public long TokensPerDayIn(BudgetOptions plan) =>
        Math.Min(TokensPerDay ?? long.MaxValue, plan.AgentTokensPerDay);
}
