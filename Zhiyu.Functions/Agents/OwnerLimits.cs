using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models;

namespace Zhiyu.Functions.Agents;

/// <summary>The limits within which an owner may configure an agent.</summary>
public sealed class OwnerLimits(
    IOptions<BudgetOptions> budgets, IOptions<AgentOptions> agents, ModelCatalog catalog)
{
    public const int MostCommunities = 50;

    public static readonly IReadOnlyList<string> Lengths = ["short", "medium", "long"];

    public IReadOnlyList<string> Models => catalog.Names;

    public int ActionsPerHour => budgets.Value.AgentActionsPerHour;

    public long TokensPerDay => budgets.Value.AgentTokensPerDay;

    public int CooldownMinutes => (int)agents.Value.Cooldown.TotalMinutes;

    /// <summary>The fault of a model, without the field's name; null when the model is allowed.</summary>
    /// <param name="own">The agent's current models: they stay allowed when the settings no longer list them.</param>
    public string? FaultOfModel(string model, params IEnumerable<string> own) =>
        Models.Contains(model) || own.Contains(model) ? null : $"must be one of {string.Join(", ", Models)}";
}
