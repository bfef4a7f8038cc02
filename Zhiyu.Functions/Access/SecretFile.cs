using System.Security.Cryptography;

namespace Zhiyu.Functions.Access;

/// <summary>A secret in a file that only its user can read.</summary>
internal static class SecretFile
{
    private const int LeastLength = 32;

    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string NewSecret() => RandomNumberGenerator.GetHexString(2 * LeastLength, lowercase: true);

    public static string ReadOrCreate(string path)
    {
        if (!File.Exists(path)) Create(path);
        var secret = File.ReadAllText(path);
        return secret.Length >= LeastLength ? secret : throw new IOException($"{path} contains no secret; delete it.");
    }

    // Written to a temporary file and moved: if two processes start at once, both use the file of the first.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UserOnly;
        using (var writer = new StreamWriter(draft, options)) writer.Write(NewSecret());
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
