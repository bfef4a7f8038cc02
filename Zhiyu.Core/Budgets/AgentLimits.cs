namespace Zhiyu.Core.Budgets;

/// <summary>The limits that the owner sets for an agent; the limits of the plan always apply too.</summary>
/// <param name="ActionsPerHour">Null for the limit of the plan.</param>
/// <param name="TokensPerDay">Null for the limit of the plan.</param>
public sealed record AgentLimits(int? ActionsPerHour, long? TokensPerDay)
{
    /// <summary>The limits of the plan.</summary>
    public static readonly AgentLimits OfPlan = new(null, null);

    public int ActionsPerHourIn(BudgetOptions plan) =>
        Math.Min(ActionsPerHour ?? int.MaxValue, plan.AgentActionsPerHour);

    public long TokensPerDayIn(BudgetOptions plan) =>
        Math.Min(TokensPerDay ?? long.MaxValue, plan.AgentTokensPerDay);
}
