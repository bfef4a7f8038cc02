using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>The README says the same in both languages: what needs no translation is alike.</summary>
public sealed partial class ChineseReadmeTests
{
    private static readonly string English = Repository.ReadText("README.md");
    private static readonly string Chinese = Repository.ReadText("README.zh-CN.md");

    [Fact]
    public void It_has_the_same_sections() => Assert.Equal(Levels(English), Levels(Chinese));

    [Fact]
    public void It_shows_the_same_commands() => Assert.Equal(Shown(English), Shown(Chinese));

    [Fact]
    public void It_has_the_same_settings_with_the_same_defaults() =>
        Assert.Equal(SettingsTable.Of("README.md"), SettingsTable.Of("README.zh-CN.md"));

    [Fact]
    public void It_leads_to_the_same_places() => Assert.Equal(Targets(English), Targets(Chinese));

    private static IEnumerable<int> Levels(string text) =>
        Headings().Matches(Fences().Replace(text, "")).Select(match => match.Groups[1].Length);

    private static IEnumerable<string> Shown(string text) => Fences().Matches(text).Select(match => match.Value);

    // Anchors are headings, and the two name each other.
    private static IEnumerable<string> Targets(string text) =>
        Links().Matches(Fences().Replace(text, "")).Select(match => match.Groups[1].Value)
            .Where(target => !target.StartsWith("README", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("^(#+) ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Links();
}
