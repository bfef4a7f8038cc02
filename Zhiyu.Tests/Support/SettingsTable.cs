namespace Zhiyu.Tests.Support;

/// <summary>The tables of settings of a document, under its heading <c>## Settings</c> or <c>## 设置</c>.</summary>
internal static class SettingsTable
{
    public static IReadOnlyList<(string Name, string Default)> Documented => Of("docs", "configuration.md");

    public static IReadOnlyList<(string Name, string Default)> Of(params string[] path) =>
    [
        .. from line in Repository.ReadText(path).Split('\n')
               .SkipWhile(line => line is not ("## Settings" or "## 设置")).Skip(1)
               .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
           where line.StartsWith("| `", StringComparison.Ordinal)
           let cells = line.Split('|')
           select (cells[1].Trim().Trim('`'), cells[2].Trim().Trim('`')),
    ];
}
