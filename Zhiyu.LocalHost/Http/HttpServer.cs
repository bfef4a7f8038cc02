using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Http;

/// <summary>
/// Configures Kestrel: local by default, one port, and the request size limit of the Functions worker.
/// </summary>
internal static class HttpServer
{
    private const int DefaultPort = 7071;
    private const long MaxBodySize = 30_000_000;

    public static void Configure(WebApplicationBuilder builder, LocalHostOptions options) =>
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodySize;
            var configuration = context.Configuration;
            var address = configuration.GetValue("LOCALHOST_ADDRESS", "127.0.0.1");
            if (!IPAddress.TryParse(address, out var ip))
                throw new StartRefusedException(
                    $"LOCALHOST_ADDRESS is '{JsonEncodedText.Encode(address)}'. It must be an IP address, such as "
                    + "127.0.0.1 or 0.0.0.0.");
            kestrel.Listen(ip, options.Port ?? PortOf(configuration["LOCALHOST_PORT"]));
        });

    private static int PortOf(string? setting)
    {
        if (setting is null) return DefaultPort;
        return int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort
                ? port
                : throw new StartRefusedException(
                    $"LOCALHOST_PORT is '{JsonEncodedText.Encode(setting)}'. It must be a port, 0 to 65535.");
    }
}
