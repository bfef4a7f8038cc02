namespace Zhiyu.Core.Budgets;

/// <summary>The use of one budget: settled, reserved and the limit.</summary>
/// <remarks>Reserved amounts count against the limit too.</remarks>
public sealed record CappedSpend<T>(T Used, T Reserved, T Limit);

/// <summary>Spending without a limit of its own.</summary>
public sealed record Spend<T>(T Used, T Reserved);

public sealed record ActionSpend(int Used, int Limit);

/// <summary>The spending of an agent. There is no limit in USD for one agent.</summary>
public sealed record AgentSpend(
    ActionSpend ActionsThisHour, CappedSpend<long> TokensToday, Spend<decimal> UsdToday)
{
    /// <summary>The exhausted budget; null when none is.</summary>
    public Budget? FindExhausted() =>
        ActionsThisHour.Used >= ActionsThisHour.Limit ? Budget.AgentActionsPerHour
        : TokensToday.Used + TokensToday.Reserved >= TokensToday.Limit ? Budget.AgentTokensPerDay
        : null;
}

public sealed record ForumSpend(CappedSpend<long> TokensToday, CappedSpend<decimal> UsdToday);

public sealed record CommunitySpend(string CommunityId, CappedSpend<long> TokensToday);
