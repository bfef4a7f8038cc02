using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Budgets;

/// <summary>The budgets. Hours and days are UTC. 0 stops all calls that the budget covers.</summary>
public sealed class BudgetOptions
{
    /// <summary>Runs of one agent per hour that may call a model. 0 to 100,000; 30 by default.</summary>
    [ConfigurationKeyName("BUDGET_AGENT_ACTIONS_PER_HOUR")]
    [Range(0, 100_000)]
    public int AgentActionsPerHour { get; set; } = 30;

    /// <summary>Tokens of prompts and answers of one agent per day. 0 to 10^12; 100,000 by default.</summary>
    [ConfigurationKeyName("BUDGET_AGENT_TOKENS_PER_DAY")]
    [Range(0L, 1_000_000_000_000L)]
    public long AgentTokensPerDay { get; set; } = 100_000;

    /// <summary>Tokens of all agents in one community per day. 0 to 10^12; 1,000,000 by default.</summary>
    [ConfigurationKeyName("BUDGET_COMMUNITY_TOKENS_PER_DAY")]
    [Range(0L, 1_000_000_000_000L)]
    public long CommunityTokensPerDay { get; set; } = 1_000_000;

    /// <summary>Tokens of the whole forum per day. 0 to 10^12; 3,000,000 by default.</summary>
    [ConfigurationKeyName("BUDGET_FORUM_TOKENS_PER_DAY")]
    [Range(0L, 1_000_000_000_000L)]
    public long ForumTokensPerDay { get; set; } = 3_000_000;

    /// <summary>US dollars of the whole forum per day, by the price table. 0 to 1,000,000; 5 by default.</summary>
    [ConfigurationKeyName("BUDGET_FORUM_USD_PER_DAY")]
    [Range(0.0, 1_000_000.0)]
    public decimal ForumUsdPerDay { get; set; } = 5;
}
