using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Zhiyu.Tests.Execution.Prompts;

/// <summary>
/// The hashes of the published prompts, <c>lock.json</c> beside them: a version that runs were made from never changes.
/// </summary>
internal static class PromptLock
{
    public const string FileName = "lock.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What is wrong with the folder, and what to do about it.</summary>
    /// <param name="update">Adds the versions that are new. One that is locked stays as it is.</param>
    public static IReadOnlyList<string> Check(string folder, bool update)
    {
        var locked = Read(folder);
        var found = Directory.GetFiles(folder, "*.md")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), HashOf);
        if (update)
        {
            foreach (var (name, hash) in found) locked.TryAdd(name, hash);
            File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(locked, Indented) + "\n");
        }

        return
        [
            .. from name in found.Keys.Except(locked.Keys)
               select $"{name}.md is not locked; run this test once with UPDATE_SNAPSHOTS=1",
            .. from name in locked.Keys.Except(found.Keys)
               select $"{name}.md is locked and gone: no run made from it can be replayed; bring it back",
            .. from prompt in found
               where locked.TryGetValue(prompt.Key, out var hash) && hash != prompt.Value
               select $"{prompt.Key}.md is locked and has changed: take the change back and make a new version of it",
        ];
    }

    private static SortedDictionary<string, string> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return new SortedDictionary<string, string>(
            File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))! : [],
            StringComparer.Ordinal);
    }

    // The same on every system, whatever line endings Git gives it.
    private static string HashOf(string path) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(path).ReplaceLineEndings("\n"))));
}
