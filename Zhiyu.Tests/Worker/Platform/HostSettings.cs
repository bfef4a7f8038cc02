using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>What the host is told: by the app's host.json, and by app settings, which go before it.</summary>
internal sealed class HostSettings(string app, IReadOnlyDictionary<string, string> settings)
{
    private readonly IConfiguration _extensions = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(app, "host.json"), optional: true)
        .AddInMemoryCollection(settings
            .Where(setting => setting.Key.StartsWith("AzureFunctionsJobHost__", StringComparison.OrdinalIgnoreCase))
            .Select(setting => KeyValuePair.Create(
                setting.Key["AzureFunctionsJobHost__".Length..].Replace("__", ":", StringComparison.Ordinal),
                (string?)setting.Value)))
        .Build()
        .GetSection("extensions");

    public string RoutePrefix => _extensions["http:routePrefix"] ?? "api";

    public int BatchSize => Number("queues:batchSize", 16);

    public int NewBatchThreshold => Number("queues:newBatchThreshold", BatchSize / 2);

    public int MaxDequeueCount => Number("queues:maxDequeueCount", 5);

    /// <summary>How long a message waits after a failure.</summary>
    public TimeSpan VisibilityTimeout => Duration("queues:visibilityTimeout", TimeSpan.Zero);

    /// <summary>Whether messages are decoded before a function gets them.</summary>
    public bool IsBase64 => _extensions["queues:messageEncoding"] is not "none";

    public TimeSpan MaxPollingInterval => Duration("queues:maxPollingInterval", TimeSpan.FromMinutes(1));

    public string this[string setting] => settings[setting];

    public bool IsOff(WorkerFunction function) =>
        settings.TryGetValue($"AzureWebJobs.{function.Name}.Disabled", out var off)
        && (off == "1" || off.Equals("true", StringComparison.OrdinalIgnoreCase));

    private int Number(string key, int otherwise) =>
        _extensions[key] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private TimeSpan Duration(string key, TimeSpan otherwise) =>
        _extensions[key] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
