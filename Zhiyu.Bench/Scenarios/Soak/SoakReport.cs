using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <param name="Kills">The number of killed apps and emulators, all by SIGKILL.</param>
/// <param name="Faults">The number of model errors.</param>
/// <param name="Copies">The number of duplicated messages.</param>
/// <param name="Writes">The number of writes that the data plane acknowledged.</param>
/// <param name="RepeatedWrites">The number of attempts that were not acknowledged and were retried.</param>
/// <param name="AcknowledgedAgain">The number of acknowledged writes that were repeated.</param>
/// <param name="Outcomes">The outcomes of runs; throttled ones with their budget.</param>
/// <param name="GivenUp">Runs that failed because of too many attempts.</param>
/// <param name="Findings">
/// The details of <paramref name="Lost"/>, <paramref name="Duplicated"/>, <paramref name="OverBudget"/> and <paramref
/// name="GivenUp"/>, one sentence each.
/// </param>
internal sealed record SoakReport(
    int Minutes,
    int Kills,
    int EmulatorKills,
    int Faults,
    int Copies,
    int Writes,
    int RepeatedWrites,
    int AcknowledgedAgain,
    int Events,
    int Runs,
    IReadOnlyDictionary<string, int> Outcomes,
    int Lost,
    int Duplicated,
    int OverBudget,
    int GivenUp,
    IReadOnlyList<string> Findings) : Report
{
    public override bool IsSound => Lost + Duplicated + OverBudget + GivenUp == 0;

    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        [$"soak, {Minutes} min", "", "goal"],
        ["kills", $"{Kills}, {EmulatorKills} of them of the emulator", "40"],
        ["faults of the model", $"{Faults}", ""],
        ["messages sent again", $"{Copies}", ""],
        ["acknowledged writes", $"{Writes}, after {RepeatedWrites} attempts that were not", ""],
        ["of these, repeated all the same", $"{AcknowledgedAgain}", ""],
        ["events", $"{Events}", ""],
        ["runs", $"{Runs}: {string.Join(", ", Outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}", ""],
        ["lost", $"{Lost}", "0"],
        ["duplicated", $"{Duplicated}", "0"],
        ["over budget", $"{OverBudget}", "0"],
        ["runs given up", $"{GivenUp}", "0"],
        .. Findings.Select(finding => (string[])["found", finding, ""]),
    ];
}
