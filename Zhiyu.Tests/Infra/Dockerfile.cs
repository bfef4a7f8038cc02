using System.Text.RegularExpressions;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Infra;

/// <summary>The instructions of the repository's Dockerfile, without comments and continued lines.</summary>
internal static partial class Dockerfile
{
    private static readonly IReadOnlyList<(string Keyword, string Arguments)> Instructions =
    [
        .. from line in Continued().Replace(Comments().Replace(Repository.ReadText("Dockerfile"), ""), " ").Split('\n')
           where line.Length > 0
           let words = line.Split(' ', 2)
           select (words[0], words[1]),
    ];

    public static IReadOnlyList<string> All(string keyword) =>
        [.. Instructions.Where(each => each.Keyword == keyword).Select(each => each.Arguments)];

    /// <summary>What is taken from the repository, each with the folder that it goes to.</summary>
    public static IReadOnlyList<(string Source, string Target)> Copies =>
    [
        .. from copy in All("COPY")
           where !copy.StartsWith("--from", StringComparison.Ordinal)
           let paths = copy.Split(' ')
           from source in paths[..^1]
           select (source, paths[^1]),
    ];

    [GeneratedRegex("^#.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\\\n *")]
    private static partial Regex Continued();
}
