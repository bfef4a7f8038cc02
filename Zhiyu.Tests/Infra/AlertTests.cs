using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>Alerts look for words that the app says, and each has its section in the operator's book.</summary>
[Trait("Set", "Quick")]
public sealed partial class AlertTests
{
    private static readonly string Alerts = Repository.ReadText("infra", "modules", "alerts.bicep");

    [Fact]
    public void Every_alert_has_a_section_and_every_section_an_alert() =>
        Assert.Equal(
            NamesOf(Alerts).Order(StringComparer.Ordinal),
            Sections().Matches(Repository.ReadText("docs", "operations.md"))
                .Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void What_an_alert_looks_for_is_in_the_log()
    {
        var log = Product.Sources("Log.cs");

        var words = Words().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(words);
        // What is filled in at run time is left out: the status of a run.
        Assert.All(words, word => Assert.Contains(
            word.Replace("throttled", "{Status}", StringComparison.OrdinalIgnoreCase)
                .Replace("Failed", "{Status}", StringComparison.Ordinal)
                .Replace(" failed (trace ", " failed (trace {TraceId})", StringComparison.Ordinal),
            log, StringComparison.Ordinal));
    }

    [Fact]
    public void The_functions_and_measures_that_alerts_name_are_there()
    {
        var functions = typeof(ZhiyuApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<FunctionAttribute>()).Select(function => function.Name);
        var named = Functions().Matches(Alerts).SelectMany(match => Quoted().Matches(match.Value)).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Select(match => match.Groups[1].Value).Except(functions));

        var measures = Product.Sources("*Metrics.cs");
        var measured = Measures().Matches(Alerts);
        Assert.NotEmpty(measured);
        Assert.All(measured, match => Assert.Contains(match.Value, measures, StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesOf(string text) =>
        Names().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^(?:  |    )name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"^### `([a-z-]+)`$", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"operation_Name (?:==|in) [^'|]+")]
    private static partial Regex Functions();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\"zhiyu[.][a-z.]+\"")]
    private static partial Regex Measures();

    [GeneratedRegex("(?:has|contains|startswith) \"([^\"]+)\"")]
    private static partial Regex Words();
}
