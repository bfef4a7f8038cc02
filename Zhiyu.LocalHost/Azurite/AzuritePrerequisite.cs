using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Azurite;

/// <summary>
/// Storage for an app whose connection is <c>UseDevelopmentStorage=true</c>: an Azurite that already listens is used
/// as it is and left running; otherwise one is installed, started, and stopped after the app. With any other
/// connection this does nothing.
/// </summary>
internal sealed class AzuritePrerequisite(
    IConfiguration configuration,
    AzuriteOptions options,
    TimeProvider time,
    ILogger<AzuritePrerequisite> logger) : ILocalHostPrerequisite
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

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
        // The folder before the ports: the Azurite of an app that was killed still answers while it saves.
        var othersAnswers = _installation.IsInRepository && !await TryTakeFolderAsync(cancellationToken);
        if (othersAnswers || await IsListeningAsync(cancellationToken))
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

    /// <summary>False when a running app has it and that app's Azurite answers.</summary>
    private async Task<bool> TryTakeFolderAsync(CancellationToken cancellationToken)
    {
        var path = options.DataFolder ?? Path.Combine(_installation.Root, ".azurite");
        using var limit = new CancellationTokenSource(options.HandoverLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (!AzuriteFolder.TryTake(path, out _folder))
            {
                if (await AzuriteProbe.AllAnswerAsync(options.Ports, either.Token)) return false;
                await Task.Delay(BetweenLooks, time, either.Token);
            }

            await _folder.WaitForPreviousAsync(either.Token);
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
        var states = await AzuriteProbe.LookAsync(options.Ports, cancellationToken);
        if (states.All(state => state == PortState.Free)) return false;
        if (states.All(state => state == PortState.Azurite)) return true;

        var found = options.Ports.All.Zip(states, (entry, state) => state switch
        {
            PortState.Free => $"nobody on {entry.Port}",
            PortState.Azurite => $"Azurite's {entry.Service} service on {entry.Port}",
            _ => $"a program that is not Azurite's {entry.Service} service on {entry.Port}",
        });
        throw new StartRefusedException(
            $"Azurite, the storage emulator, needs the ports {options.Ports} of 127.0.0.1, but there is " +
            $"{string.Join(", ", found)}. End what listens there, or set AzureWebJobsStorage to the connection " +
            "string of another storage account.");
    }
}
