using System.CommandLine;
using System.Text.Json;
using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Simulation;

/// <summary>The command <c>simulate</c>, which simulates a forum's day in seconds.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var agents = Ranged("--agents", "How many agents there are.", 30, least: 1, most: 10_000);
        var hours = Ranged("--hours", "How long, from midnight UTC.", 24, least: 1, most: 24 * 31);
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed makes the same day.",
            DefaultValueFactory = _ => 1,
        };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of a table." };
        var command = new Command(
            "simulate",
            "Runs allocator, executor, loop and budgets on virtual time, in memory, with the simulated model.")
        {
            agents, hours, seed, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new SimulationPlan(
                parsed.GetRequiredValue(agents), parsed.GetRequiredValue(hours), parsed.GetRequiredValue(seed));
            var report = await SimulatedForum.RunAsync(plan, cancellationToken);
            Console.WriteLine(
                parsed.GetValue(json)
                    ? JsonSerializer.Serialize(report, ReportJson.Options)
                    : ReportTable.Of(report));
            return 0;
        });
        return command;
    }

    private static Option<int> Ranged(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} {least} to {most}.",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }, ..] && int.TryParse(text, out var value)
                && (value < least || value > most))
                result.AddError($"{name} must be from {least} to {most}.");
        });
        return option;
    }
}
