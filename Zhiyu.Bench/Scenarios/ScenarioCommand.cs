using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Bench.Scenarios;

/// <summary>The command of each scenario, and the command <c>all</c>.</summary>
internal static class ScenarioCommand
{
    public static Command Create(IScenario scenario)
    {
        var standard = scenario.Standard;
        var runs = Number("--runs", "How often it is measured; the medians are reported.", standard.Runs);
        var unit = standard.IsLong ? 60 : 1;
        var time = Number(
            standard.IsLong ? "--minutes" : "--seconds", "How long each measurement takes.", standard.Seconds / unit);
        var count = Number("--count", $"How many {standard.Of}.", standard.Count, standard.Least);
        var (seed, json) = (SeedOption(), JsonOption());
        var command = new Command(scenario.Name, scenario.Description) { seed, json };
        if (standard.Runs > 0) command.Add(runs);
        if (standard.Seconds > 0) command.Add(time);
        if (standard.Count > 0) command.Add(count);
        command.SetAction((parsed, cancellationToken) => ReportedAsync(async () =>
        {
            var plan = PlanOf(
                standard.Runs > 0 ? parsed.GetValue(runs) : 1,
                standard.Seconds > 0 ? parsed.GetValue(time) * unit : 0,
                standard.Count > 0 ? parsed.GetValue(count) : 0,
                parsed.GetValue(seed));
            var report = await MeasureAsync(scenario, plan, parsed.GetValue(json), cancellationToken);
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(report).ToJsonString(ReportJson.Options));
            return report.IsSound;
        }, cancellationToken));
        return command;
    }

    public static Command CreateAll(IReadOnlyList<IScenario> scenarios)
    {
        var (seed, json) = (SeedOption(), JsonOption());
        var command = new Command("all", "Runs every scenario, one after another, as long as each takes by itself.")
        {
            seed, json,
        };
        command.SetAction((parsed, cancellationToken) => ReportedAsync(async () =>
        {
            var reports = new JsonObject();
            var isSound = true;
            foreach (var scenario in scenarios)
            {
                var standard = scenario.Standard;
                var plan = PlanOf(
                    Math.Max(1, standard.Runs), standard.Seconds, standard.Count, parsed.GetValue(seed));
                var report = await MeasureAsync(scenario, plan, parsed.GetValue(json), cancellationToken);
                reports.Add(scenario.Name, ToJson(report));
                isSound &= report.IsSound;
            }

            if (parsed.GetValue(json)) Console.WriteLine(reports.ToJsonString(ReportJson.Options));
            return isSound;
        }, cancellationToken));
        return command;
    }

    private static async Task<Report> MeasureAsync(
        IScenario scenario, Plan plan, bool json, CancellationToken cancellationToken)
    {
        Console.Error.WriteLine($"{scenario.Name}, seed {plan.Seed}: {scenario.Description}");
        var report = await RunAsync(scenario, plan, cancellationToken);
        if (json) return report;
        Console.WriteLine($"### {scenario.Name}");
        Console.WriteLine();
        Console.WriteLine(MarkdownTable.Of(report.Table));
        Console.WriteLine();
        Console.WriteLine($"Measured {report.Repetitions} times, medians. Seed {report.Seed}. {report.Machine}.");
        if (report.Settings.Count > 0)
            Console.WriteLine($"With {string.Join(", ", report.Settings.Select(each => $"{each.Key}={each.Value}"))}.");
        Console.WriteLine();
        return report;
    }

    // A timeout of a client is also a cancellation, although the user did not stop the bench.
    private static async Task<Report> RunAsync(IScenario scenario, Plan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await scenario.RunAsync(plan, cancellationToken);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"{scenario.Name} got no answer in time: {fault.Message}", fault);
        }
    }

    /// <param name="measure">Returns whether the results are sound.</param>
    /// <param name="cancellationToken">The cancellation of the command.</param>
    private static async Task<int> ReportedAsync(Func<Task<bool>> measure, CancellationToken cancellationToken)
    {
        try
        {
            return await measure() ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 130;
        }
        catch (Exception fault) when (fault is BenchException or StartRefusedException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    // Serializes the runtime type, which includes the scenario's own fields.
    private static JsonNode ToJson(Report report) =>
        JsonSerializer.SerializeToNode(report, report.GetType(), ReportJson.Options)!;

    private static Plan PlanOf(int runs, int seconds, int count, int seed)
    {
#pragma warning disable RS0030, CA5394 // Composition seeds the source.
        return new Plan(runs, seconds, count, seed, new Random(seed));
#pragma warning restore RS0030, CA5394
    }

    private static Option<int> SeedOption() => new("--seed")
    {
        Description = "Of what is left to chance; another at each run unless given.",
        DefaultValueFactory = _ => Environment.TickCount & 0xffff,
    };

    private static Option<bool> JsonOption() =>
        new("--json") { Description = "Prints one JSON object instead of tables." };

    private static Option<int> Number(string name, string description, int standard, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }, ..] && int.TryParse(text, out var value) && value < least)
                result.AddError($"{name} must be {least} or more.");
        });
        return option;
    }
}
