namespace Zhiyu.Bench.Audit;

/// <param name="Events">That are on record.</param>
/// <param name="Runs">That are on record, each of which has to have one outcome.</param>
/// <param name="Lost">What should be there and is not, each in a sentence.</param>
/// <param name="Duplicated">What is there more than once, or by nobody's doing.</param>
/// <param name="OverBudget">Ledgers and bills that are past their limit, or do not add up.</param>
/// <param name="GivenUp">Runs that failed for how often they were tried, whoever cut their attempts short.</param>
internal sealed record AuditResult(
    int Events,
    int Runs,
    int Comments,
    IReadOnlyDictionary<string, int> Outcomes,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Duplicated,
    IReadOnlyList<string> OverBudget,
    IReadOnlyList<string> GivenUp);
