using System.Runtime.CompilerServices;

namespace Zhiyu.Tests.Support;

/// <summary>The files of the repository that these tests were compiled from.</summary>
internal static class Repository
{
    public static string PathOf(params string[] parts) => Path.Combine([Root(), .. parts]);

    public static string ReadText(params string[] parts) =>
        File.ReadAllText(PathOf(parts)).ReplaceLineEndings("\n");

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
