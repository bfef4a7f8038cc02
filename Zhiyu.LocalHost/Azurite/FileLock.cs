using System.Diagnostics.CodeAnalysis;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>A lock file, held by one process at a time. The system releases it when the process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    public static bool TryTake(string path, [NotNullWhen(true)] out FileLock? taken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            taken = new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            taken = null;
            return false;
        }
    }

    public static async Task<FileLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        FileLock? taken;
        while (!TryTake(path, out taken)) await Task.Delay(RetryInterval, time, cancellationToken);
        return taken;
    }

    public string Read()
    {
        _file.Position = 0;
        return new StreamReader(_file).ReadToEnd();
    }

    public void Write(string text)
    {
        _file.SetLength(0);
        _file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
