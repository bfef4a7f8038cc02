using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Start;

/// <param name="FirstOkMs">The time from the start of the process to its first 200 response.</param>
/// <param name="RssMb">The resident memory in MiB.</param>
internal sealed record StartReport(FirstOk FirstOkMs, Resident RssMb) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["start", "measured", "goal"],
        ["first 200, warm", $"{FirstOkMs.Warm:n0} ms", "1,000 ms"],
        ["first 200, cold: new storage account", $"{FirstOkMs.Cold:n0} ms", ""],
        ["memory, idle for ten seconds", $"{RssMb.Idle:0} MiB", "150 MiB"],
        ["memory, after writes, replies and reads at full speed", $"{RssMb.Load:0} MiB", ""],
    ];
}

/// <param name="Warm">With the storage of an earlier start.</param>
/// <param name="Cold">With empty storage: tables, queues and sample data are created.</param>
internal sealed record FirstOk(double Warm, double Cold);

internal sealed record Resident(double Idle, double Load);
