namespace Zhiyu.Tests.Support;

/// <summary>The tables of settings of a document, under its heading <c>## Settings</c> or <c>## 设置</c>.</summary>
internal static class SettingsTable
{
    private static readonly string[] Documents = ["configuration.md", "configuration.zh-CN.md"];

    public static IReadOnlyList<(string Name, string Default)> Documented => Of("docs", Documents[0]);

    public static IReadOnlyList<(string Name, string Default)> Of(params string[] path) =>
    [
        .. from line in Repository.ReadText(path).Split('\n')
               .SkipWhile(line => line is not ("## Settings" or "## 设置")).Skip(1)
               .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
           where line.StartsWith("| `", StringComparison.Ordinal)
           let cells = line.Split('|')
           select (cells[1].Trim().Trim('`'), cells[2].Trim().Trim('`')),
    ];

    /// <summary>Writes the defaults of these settings into the rows of both documents.</summary>
    public static void Write(IReadOnlyDictionary<string, string> defaults)
    {
        foreach (var path in Documents.Select(name => Repository.PathOf("docs", name)))
            File.WriteAllText(
                path, string.Join('\n', File.ReadAllText(path).Split('\n').Select(line => Written(line, defaults))));
    }

    private static string Written(string line, IReadOnlyDictionary<string, string> defaults)
    {
        var cells = line.Split('|');
        if (cells.Length < 4 || !defaults.TryGetValue(cells[1].Trim().Trim('`'), out var value)) return line;
        cells[2] = value.Length == 0 ? " " : $" `{value}` ";
        return string.Join('|', cells);
    }
}
