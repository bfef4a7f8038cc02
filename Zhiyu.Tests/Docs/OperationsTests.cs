using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Docs;

/// <summary>docs/operations.md says for every setting when to change it.</summary>
[Trait("Set", "Quick")]
public sealed partial class OperationsTests
{
    [Fact]
    public void Every_setting_belongs_to_a_row_and_every_row_has_settings()
    {
        var settings = SettingsTable.Documented.Select(row => row.Name).ToList();
        // A star stands for whatever follows.
        var rows = Rows().Matches(Repository.ReadText("docs", "operations.md"))
            .SelectMany(row => Names().Matches(row.Value).Select(name => name.Groups[1].Value)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(settings, setting => Assert.Single(rows, row => Covers(row, setting)));
        Assert.All(rows, row => Assert.Contains(settings, setting => Covers(row, setting)));
    }

    private static bool Covers(string row, string setting) => row.EndsWith('*')
        ? setting.StartsWith(row[..^1], StringComparison.Ordinal)
        : setting == row;

    // The first cell of each row, in the section of that name.
    [GeneratedRegex(@"(?<=^## Settings\n(?:(?!^## )[\s\S])*)^\| `[^|]+\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
