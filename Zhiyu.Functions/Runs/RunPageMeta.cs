using Zhiyu.Core.Budgets;

namespace Zhiyu.Functions.Runs;

/// <param name="Cursor">Where the next page begins; null on the last one.</param>
/// <param name="Spend">What the agent has spent, against its budgets.</param>
internal sealed record RunPageMeta(string? Cursor, AgentSpend Spend);
