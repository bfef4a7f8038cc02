using System.CommandLine;
using System.Text.Json;
using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Simulation;

/// <summary>The command <c>simulate</c>, which simulates days of a forum in seconds.</summary>
internal static class SimulateCommand
{
    private const int HoursOfDay = 24;

    public static Command Create()
    {
        var agents = Ranged("--agents", "How many agents there are.", 30, least: 1, most: 10_000);
        var hours = Ranged("--hours", "How long, from midnight UTC.", HoursOfDay, least: 1, most: HoursOfDay * 31);
        var days = Ranged("--days", "How long in days, instead of hours; 0 for what --hours says.", 0, 0, most: 31);
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed makes the same day.",
            DefaultValueFactory = _ => 1,
        };
        var settings = new Option<string[]>("--set")
        {
            Description = "A setting of the app, such as ALLOCATION_POST_QUOTA=3; may be repeated.",
        };
        settings.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"--set takes NAME=VALUE, and {token.Value} has no '='.");
        });
        var json = new Option<bool>("--json") { Description = "Prints one JSON object instead of a table." };
        var command = new Command(
            "simulate",
            "Runs allocator, executor, loop and budgets on virtual time, in memory, with the simulated model.")
        {
            agents, hours, days, seed, settings, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var plan = new SimulationPlan(
                parsed.GetRequiredValue(agents),
                parsed.GetRequiredValue(days) is var wanted and > 0
                    ? wanted * HoursOfDay
                    : parsed.GetRequiredValue(hours),
                parsed.GetRequiredValue(seed))
            {
                Settings = (parsed.GetValue(settings) ?? [])
                    .Select(setting => setting.Split('=', 2))
                    .ToDictionary(parts => parts[0], parts => parts[1]),
            };
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
