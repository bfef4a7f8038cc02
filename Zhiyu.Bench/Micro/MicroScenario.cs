using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Scenarios;

namespace Zhiyu.Bench.Micro;

/// <summary>The processor time of each step of processing a message.</summary>
internal sealed class MicroScenario : IScenario
{
    private static readonly Type[] Classes =
    [
        typeof(AllocationBenchmarks), typeof(PromptBenchmarks), typeof(ParsingBenchmarks),
        typeof(ModerationBenchmarks), typeof(KeyBenchmarks),
    ];

    public string Name => "micro";

    public string Description => "Time and memory of the parts that storage and model have no hand in.";

    public Extent Standard { get; } = new(Runs: 10);

    public Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var results = new List<MicroResult>();
        foreach (var benchmarks in Classes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Plan.Say(benchmarks.Name);
            var summary = BenchmarkRunner.Run(benchmarks, ConfigFor(plan));
            if (summary.Reports.FirstOrDefault(report => !report.Success) is { } failed)
                throw new BenchException(
                    $"{failed.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo} failed; "
                    + "a debug build measures nothing.");
            results.AddRange(summary.Reports.Select(report => new MicroResult(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                Math.Round(report.ResultStatistics!.Median / 1_000, 3),
                Math.Round(report.ResultStatistics.StandardError / 1_000, 3),
                report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)));
        }

        return Task.FromResult<Report>(new MicroReport(results) { Repetitions = plan.Runs, Seed = plan.Seed });
    }

    // Runs in this process, so that no project is generated and built for each benchmark.
    private static ManualConfig ConfigFor(Plan plan) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(plan.Runs)
            .WithWarmupCount(4))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "zhiyu-bench-micro"));
}
