using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>
/// Provides storage for an app with the connection <c>UseDevelopmentStorage=true</c>. A running Azurite is used and
/// left running; otherwise one is installed, started, and stopped after the app. Does nothing for any other connection.
/// </summary>
internal sealed class AzuritePrerequisite(
    IConfiguration configuration,
    AzuriteOptions options,
    TimeProvider time,
    ILogger<AzuritePrerequisite> logger) : ILocalHostPrerequisite
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(100);

    private readonly AzuriteInstallation _installation = new(options, time, logger);
    private AzuriteFolder? _folder;
    private AzuriteProcess? _azurite;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsDevelopmentStorage(configuration["AzureWebJobsStorage"])) return;
        try
        {
            await StartOrReuseAsync(cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
        _folder?.Dispose();
        (_azurite, _folder) = (null, null);
    }

    private static bool IsDevelopmentStorage(string? connection) =>
        connection is not null
        && connection.Trim(' ', ';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase);

    private async Task StartOrReuseAsync(CancellationToken cancellationToken)
    {
        // Locks the folder before it checks the ports, because the Azurite of a killed app still answers while it
        // saves.
        var usesOther = _installation.IsInRepository && !await TryTakeFolderAsync(cancellationToken);
        if (usesOther || await IsListeningAsync(cancellationToken))
        {
            Log.Reused(logger, options.Ports);
            _folder?.Dispose();
            return;
        }

        await _installation.EnsureAsync(cancellationToken);
        _azurite = AzuriteProcess.Start(_installation.Script, _folder!.Path, options, time);
        _folder.Record(_azurite);
        await _azurite.WaitUntilAnsweringAsync(cancellationToken);
        Log.Started(logger, options.Ports, _folder.Path);
    }

    /// <summary>False when a running app holds the folder and its Azurite answers.</summary>
    private async Task<bool> TryTakeFolderAsync(CancellationToken cancellationToken)
    {
        var path = options.DataFolder ?? Path.Combine(_installation.Root, ".azurite");
        using var timeout = new CancellationTokenSource(options.HandoverLimit, time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            while (!AzuriteFolder.TryTake(path, out _folder))
            {
                if (await AzuriteProbe.AllAnswerAsync(options.Ports, cancellation.Token)) return false;
                await Task.Delay(PollingInterval, time, cancellation.Token);
            }

            await _folder.WaitForPreviousAsync(cancellation.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StartRefusedException(
                $"Another app, or an Azurite that does not end, has held {path} for " +
                $"{options.HandoverLimit.TotalSeconds:0} s without answering on the ports {options.Ports}. " +
                "End that process and start again.");
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        var states = await AzuriteProbe.ProbeAsync(options.Ports, cancellationToken);
        if (states.All(state => state == PortState.Free)) return false;
        if (states.All(state => state == PortState.Azurite)) return true;

        var found = options.Ports.All.Zip(states, (entry, state) => state switch
        {
            PortState.Free => $"nothing on {entry.Port}",
            PortState.Azurite => $"Azurite's {entry.Service} service on {entry.Port}",
            _ => $"a program that is not Azurite's {entry.Service} service on {entry.Port}",
        });
        throw new StartRefusedException(
            $"Azurite, the storage emulator, needs the ports {options.Ports} of 127.0.0.1, but there is " +
            $"{string.Join(", ", found)}. End what listens there, or set AzureWebJobsStorage to the connection " +
            "string of another storage account.");
    }
}
