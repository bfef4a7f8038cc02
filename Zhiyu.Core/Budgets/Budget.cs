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
