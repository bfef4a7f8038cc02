using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>Alerts look for words that the app says, and each has its section in the operator's book.</summary>
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
        var log = string.Concat(Directory
            .GetFiles(Repository.PathOf("Zhiyu.Core"), "Log.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));

        var words = Words().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(words);
        // What is filled in at run time is left out: a level, the status of a run.
        Assert.All(words, word => Assert.Contains(
            word.Replace("Reduced", "{Level}", StringComparison.Ordinal)
                .Replace("Minimal", "{Level}", StringComparison.Ordinal)
                .Replace("throttled", "{Status}", StringComparison.OrdinalIgnoreCase)
                .Replace(" failed (trace ", " failed (trace {TraceId})", StringComparison.Ordinal),
            log, StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesOf(string text) =>
        Names().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^(?:  |    )name: '([a-z-]+)'$", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"^### `([a-z-]+)`$", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex("(?:has|startswith) \"([^\"]+)\"")]
    private static partial Regex Words();
}
