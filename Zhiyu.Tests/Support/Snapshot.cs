using System.Runtime.CompilerServices;

namespace Zhiyu.Tests.Support;

/// <summary>
/// Compares a text with the file <c>Snapshots/NAME</c> beside the test. UPDATE_SNAPSHOTS=1 writes the files instead,
/// so that the change shows under review.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string name, string actual, [CallerFilePath] string test = "") =>
        MatchesFile(Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name), actual);

    /// <summary>The same for a file that stands elsewhere in the repository.</summary>
    public static void MatchesFile(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no {path}; run the test once with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
