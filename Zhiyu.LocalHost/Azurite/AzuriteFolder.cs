using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>
/// The data folder, held by one app at a time. Its lock file names the Azurite that works in it, because that one
/// outlives a killed app by the moment it needs to save.
/// </summary>
internal sealed class AzuriteFolder : IDisposable
{
    private readonly FileLock _lock;

    private AzuriteFolder(string path, FileLock held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public static bool TryTake(string path, [NotNullWhen(true)] out AzuriteFolder? folder)
    {
        folder = FileLock.TryTake(System.IO.Path.Combine(path, "azurite.lock"), out var held)
            ? new AzuriteFolder(path, held)
            : null;
        return folder is not null;
    }

    /// <summary>Returns when the Azurite of an app that was killed has saved and ended; mostly at once.</summary>
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
            // Ids are used again, after a reboot above all. Start times are derived from a clock that may be set.
            var apart = process.StartTime.ToUniversalTime() - new DateTime(startTicks, DateTimeKind.Utc);
            if (apart.Duration() < TimeSpan.FromMinutes(1)) return process;
            process.Dispose();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }

        return null;
    }
}
