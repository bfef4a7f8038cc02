using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>
/// The data folder, locked by one app at a time. Its lock file names the Azurite that uses it, because after the app is
/// killed Azurite lives on while it saves.
/// </summary>
internal sealed class AzuriteFolder : IDisposable
{
    private readonly FileLock _lock;

    private AzuriteFolder(string path, FileLock fileLock) => (Path, _lock) = (path, fileLock);

    public string Path { get; }

    public static bool TryTake(string path, [NotNullWhen(true)] out AzuriteFolder? folder)
    {
        folder = FileLock.TryTake(System.IO.Path.Combine(path, "azurite.lock"), out var fileLock)
            ? new AzuriteFolder(path, fileLock)
            : null;
        return folder is not null;
    }

    /// <summary>Waits until the Azurite of a killed app has saved and exited; usually there is none.</summary>
    public async Task WaitForPreviousAsync(CancellationToken cancellationToken)
    {
        using var previous = FindPrevious();
        if (previous is not null) await previous.WaitForExitAsync(cancellationToken);
    }

    public void Record(AzuriteProcess azurite) => _lock.Write(string.Create(
        CultureInfo.InvariantCulture, $"{azurite.Id} {azurite.StartTime.ToUniversalTime().Ticks}"));

    public void Dispose() => _lock.Dispose();

    private Process? FindPrevious()
    {
        if (_lock.Read().Split(' ') is not [var id, var ticks]
            || !int.TryParse(id, CultureInfo.InvariantCulture, out var processId)
            || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var startTicks))
            return null;
        try
        {
            var process = Process.GetProcessById(processId);
            // The system reuses process ids, so start times are compared too, with a tolerance for a clock that was
            // set.
            var difference = process.StartTime.ToUniversalTime() - new DateTime(startTicks, DateTimeKind.Utc);
            if (difference.Duration() < TimeSpan.FromMinutes(1)) return process;
            process.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // The process has exited.
        }

        return null;
    }
}
