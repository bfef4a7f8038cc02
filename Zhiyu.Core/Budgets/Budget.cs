using System.Text.Json;

namespace Zhiyu.Core.Budgets;

/// <summary>The budgets, in the order in which they are checked.</summary>
public enum Budget
{
    AgentActionsPerHour,
    AgentTokensPerDay,
    CommunityTokensPerDay,
    ForumTokensPerDay,
    ForumUsdPerDay,
}

internal static class BudgetWords
{
    /// <summary>The name in records and API responses: <c>agent_tokens_per_day</c>.</summary>
    public static string ToWord(this Budget budget) => JsonNamingPolicy.SnakeCaseLower.ConvertName(budget.ToString());
}
