namespace Zhiyu.Bench.Audit;

/// <param name="Events">The number of events.</param>
/// <param name="Runs">The number of runs. Each must have one outcome.</param>
/// <param name="Lost">What is missing, one sentence each.</param>
/// <param name="Duplicated">What exists more than once or without a cause.</param>
/// <param name="OverBudget">Ledgers and totals that exceed their limit or do not add up.</param>
/// <param name="GivenUp">Runs that failed because of too many attempts.</param>
internal sealed record AuditResult(
    int Events,
    int Runs,
    int Comments,
    IReadOnlyDictionary<string, int> Outcomes,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Duplicated,
    IReadOnlyList<string> OverBudget,
    IReadOnlyList<string> GivenUp);
