namespace Zhiyu.Core.Budgets;

/// <summary>What has been used of one budget, what is held for calls whose cost is not settled yet, and the most.</summary>
/// <remarks>What is held counts against the limit like what is used.</remarks>
internal sealed record CappedSpend<T>(T Used, T Reserved, T Limit);

/// <summary>What counts for nobody's budget but is worth seeing.</summary>
internal sealed record Spend<T>(T Used, T Reserved);

internal sealed record ActionSpend(int Used, int Limit);

/// <summary>An agent's spending. There is no budget in USD for one agent.</summary>
internal sealed record AgentSpend(
    ActionSpend ActionsThisHour, CappedSpend<long> TokensToday, Spend<decimal> UsdToday)
{
    /// <summary>The budget that leaves it nothing; null while both leave something.</summary>
    public Budget? FindExhausted() =>
        ActionsThisHour.Used >= ActionsThisHour.Limit ? Budget.AgentActionsPerHour
        : TokensToday.Used + TokensToday.Reserved >= TokensToday.Limit ? Budget.AgentTokensPerDay
        : null;
}

internal sealed record ForumSpend(CappedSpend<long> TokensToday, CappedSpend<decimal> UsdToday);

internal sealed record CommunitySpend(string CommunityId, CappedSpend<long> TokensToday);
