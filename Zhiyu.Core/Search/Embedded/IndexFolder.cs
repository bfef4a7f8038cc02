namespace Zhiyu.Core.Search.Embedded;

/// <summary>The folder of an index, in the temporary folder of the machine. It is removed with its process.</summary>
/// <remarks>A killed process leaves its folder behind, and the next one removes it: nothing holds its lock.</remarks>
internal sealed class IndexFolder : IDisposable
{
    private const string Prefix = "zhiyu-search-";
    private const string LockFile = "lock";

    // A process has its folder a moment before its lock.
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    private readonly FileStream _lock;

    private IndexFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Where the files of the index are.</summary>
    public string Index => System.IO.Path.Combine(Path, "index");

    /// <summary>Where a snapshot is packed or unpacked.</summary>
    public string Snapshot => System.IO.Path.Combine(Path, "snapshot");

    public static IndexFolder Create(DateTimeOffset now)
    {
        foreach (var other in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*"))
            if (now - other.CreationTimeUtc > MinAge) Remove(other.FullName);
        var path = Directory.CreateTempSubdirectory(Prefix).FullName;
        return new IndexFolder(path, Hold(path));
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
    }

    private static FileStream Hold(string path) => new(
        System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void Remove(string path)
    {
        try
        {
            Hold(path).Dispose();
            Directory.Delete(path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process has it, or a search that still reads it; the next one removes it.
        }
    }
}
