using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <param name="Kills">Of apps and of the emulator, each a SIGKILL.</param>
/// <param name="Faults">Of the model.</param>
/// <param name="Copies">Messages that were sent again.</param>
/// <param name="Writes">That the data plane acknowledged.</param>
/// <param name="RepeatedWrites">Attempts that were not acknowledged and made again.</param>
/// <param name="AcknowledgedAgain">Writes that were acknowledged and repeated all the same.</param>
/// <param name="Outcomes">Of runs; those throttled by which budget.</param>
/// <param name="GivenUp">Runs that failed for what others did to them.</param>
/// <param name="Findings">What is behind <paramref name="Lost"/>, <paramref name="Duplicated"/>,
/// <paramref name="OverBudget"/> and <paramref name="GivenUp"/>, a sentence each.</param>
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
