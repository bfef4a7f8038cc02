using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.LocalHost.Settings;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>The app's host and its prerequisites, which start before the host and stop after it.</summary>
internal sealed class LocalFunctionsHost(WebApplication app) : IHost, IAsyncDisposable
{
    private readonly Stack<ILocalHostPrerequisite> _prerequisites = new();
    private readonly ILogger _logger = app.Services.GetRequiredService<ILogger<LocalFunctionsHost>>();

    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var settings = Services.GetRequiredService<LocalSettings>();
        if (settings.IsSample) Log.SampleSettings(_logger, settings.Path!);
        // The host validates too, but only after it created the hosted services, which would fail one by one.
        Services.GetService<IStartupValidator>()?.Validate();
        var plan = Services.GetRequiredService<LocalHostPlan>();
        foreach (var prerequisite in Services.GetServices<ILocalHostPrerequisite>())
        {
            _prerequisites.Push(prerequisite);
            await prerequisite.StartAsync(cancellationToken);
        }

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartRefusedException(
                $"{exception.Message} Stop what listens there, or set LOCALHOST_PORT to another port.", exception);
        }
        catch (SocketException exception)
        {
            throw new StartRefusedException(
                $"{exception.Message}: check LOCALHOST_ADDRESS and LOCALHOST_PORT.", exception);
        }

        StartupListing.Write(_logger, plan, app.Urls.FirstOrDefault());
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await app.StopAsync(cancellationToken);
        await StopPrerequisitesAsync();
    }

    // Called without StopAsync after a failed start.
    public async ValueTask DisposeAsync()
    {
        await StopPrerequisitesAsync();
        await app.DisposeAsync();
    }

    // Only for callers that can't dispose asynchronously; RunAsync and await using do.
    void IDisposable.Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task StopPrerequisitesAsync()
    {
        while (_prerequisites.TryPop(out var prerequisite)) await prerequisite.DisposeAsync();
    }
}
