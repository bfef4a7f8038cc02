using System.Text.Json;

namespace Zhiyu.Core.Budgets;

/// <summary>The ceilings there are, in the order in which they are asked.</summary>
internal enum Budget
{
    AgentActionsPerHour,
    AgentTokensPerDay,
    CommunityTokensPerDay,
    ForumTokensPerDay,
    ForumUsdPerDay,
}

internal static class BudgetWords
{
    /// <summary>As it stands on records and in answers: <c>agent_tokens_per_day</c>.</summary>
    public static string ToWord(this Budget budget) => JsonNamingPolicy.SnakeCaseLower.ConvertName(budget.ToString());
}
