using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>A budget is used up; no call was made.</summary>
internal sealed class BudgetExhaustedException(Budget budget) : Exception($"The budget {budget} is used up.")
{
    public Budget Budget => budget;
}
