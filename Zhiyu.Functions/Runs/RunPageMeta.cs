using Zhiyu.Core.Budgets;

namespace Zhiyu.Functions.Runs;

/// <param name="Cursor">The cursor of the next page; null on the last page.</param>
/// <param name="Spend">The agent's spending and budgets.</param>
internal sealed record RunPageMeta(string? Cursor, AgentSpend Spend);
