using Microsoft.Extensions.Logging;

namespace Zhiyu.LocalHost.Azurite;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "Installing Azurite, the storage emulator, once: npm ci in {Folder} (about half a minute).")]
    public static partial void Installing(ILogger logger, string folder);

    [LoggerMessage(2, LogLevel.Information, "Azurite answers on 127.0.0.1, ports {Ports}; its data is in {Folder}.")]
    public static partial void Started(ILogger logger, AzuritePorts ports, string folder);

    [LoggerMessage(3, LogLevel.Information, "Using the Azurite that already listens on the ports {Ports}.")]
    public static partial void Reused(ILogger logger, AzuritePorts ports);
}
