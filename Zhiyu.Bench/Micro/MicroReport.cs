using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Micro;

internal sealed record MicroReport(IReadOnlyList<MicroResult> Benchmarks) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["what", "median", "error of the mean", "allocated"],
        .. Benchmarks.Select(each => (string[])
        [
            each.Name, $"{each.MedianUs:n2} µs", $"{each.ErrorUs:n2} µs", $"{each.AllocatedBytes / 1024.0:n1} KiB",
        ]),
    ];
}

internal sealed record MicroResult(string Name, double MedianUs, double ErrorUs, long AllocatedBytes);
