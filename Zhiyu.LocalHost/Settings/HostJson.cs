using Microsoft.Extensions.Configuration;
using Zhiyu.LocalHost.Queues;

namespace Zhiyu.LocalHost.Settings;

/// <summary>The parts of host.json that this host supports.</summary>
internal sealed record HostJson(string RoutePrefix, QueueSettings Queues)
{
    /// <summary>Reads all values and adds an error for each invalid one.</summary>
    public static HostJson Read(string directory, IConfiguration app, List<string> faults)
    {
        var path = Path.Combine(directory, "host.json");
        IConfiguration json;
        try
        {
            json = new ConfigurationBuilder()
                .AddJsonFile(path, optional: true)
                // As in the Functions host, a setting AzureFunctionsJobHost__a__b overrides a.b of the file.
                .AddConfiguration(app.GetSection("AzureFunctionsJobHost"))
                .Build();
        }
        catch (InvalidDataException exception)
        {
            faults.Add($"{path} is not JSON: {exception.InnerException?.Message ?? exception.Message}");
            return new HostJson("api", new QueueSettings());
        }

        var values = new HostJsonValues(json.GetSection("extensions"), faults);
        var defaults = new QueueSettings();
        var batchSize = values.Int32("queues:batchSize", defaults.BatchSize, 1, 32);
        return new HostJson(
            (json["extensions:http:routePrefix"] ?? "api").Trim('/'),
            new QueueSettings
            {
                BatchSize = batchSize,
                NewBatchThreshold = values.Int32("queues:newBatchThreshold", batchSize / 2, 0, 1_000),
                MaxDequeueCount = values.Int32("queues:maxDequeueCount", defaults.MaxDequeueCount, 1, 1_000_000),
                VisibilityTimeout = values.Duration(
                    "queues:visibilityTimeout", defaults.VisibilityTimeout, TimeSpan.Zero, TimeSpan.FromDays(7)),
                MaxPollingInterval = values.Duration(
                    "queues:maxPollingInterval", defaults.MaxPollingInterval,
                    TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
                Base64 = values.OneOf("queues:messageEncoding", "base64", "none") == "base64",
            });
    }
}
