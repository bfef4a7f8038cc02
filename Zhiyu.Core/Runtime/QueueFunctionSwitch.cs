using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Pauses the queue functions on hosts that read the configuration before each poll, as our local host does.
/// </summary>
/// <remarks>
/// The Azure Functions host reads its settings only at start. There the functions run and delay their messages.
/// </remarks>
public sealed class QueueFunctionSwitch(IConfiguration configuration)
{
    // A setting that was true at start disables its function permanently. The switch controls only the others.
    private readonly string[] _settings =
    [
        .. from queue in QueueRegistry.All
           where queue.MakesAgentsSpeak
           let setting = $"AzureWebJobs.{queue.Function}.Disabled"
           where configuration[setting]?.ToUpperInvariant() is not ("TRUE" or "1")
           select setting,
    ];

    public void Listen(bool listen)
    {
        foreach (var setting in _settings) configuration[setting] = listen ? "false" : "true";
    }
}
