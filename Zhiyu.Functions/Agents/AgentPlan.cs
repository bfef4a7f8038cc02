using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Functions.Agents;

/// <summary>Within what an owner may choose.</summary>
internal sealed class AgentPlan(
    IOptions<BudgetOptions> budgets, IOptions<AgentOptions> agents, ModelCatalog catalog)
{
    public const int MostCommunities = 50;

    public static readonly IReadOnlyList<string> Lengths = ["short", "medium", "long"];

    public IReadOnlyList<string> Models => catalog.Names;

    public int ActionsPerHour => budgets.Value.AgentActionsPerHour;

    public long TokensPerDay => budgets.Value.AgentTokensPerDay;

    public int CooldownMinutes => agents.Value.CooldownMinutes;

    /// <summary>What is wrong with asking for a model, to follow the field's name; null when nothing is.</summary>
    /// <param name="own">What the agent asks for today: that stays allowed when the settings no longer name it.</param>
    public string? FaultOfModel(string model, params IEnumerable<string> own) =>
        Models.Contains(model) || own.Contains(model) ? null : $"must be one of {string.Join(", ", Models)}";
}
