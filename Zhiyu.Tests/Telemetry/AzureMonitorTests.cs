using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Tests.Telemetry;

[Trait("Set", "Quick")]
public sealed class AzureMonitorTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000000;Authorization=AAD", true)]
    public void What_is_closed_to_keys_is_written_to_by_identity(string? authentication, bool byIdentity)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
                "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/",
            ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = authentication,
        }).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddLogging().AddTelemetry(configuration).BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<TracerProvider>());
        Assert.NotNull(services.GetRequiredService<MeterProvider>());

        var azure = services.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;

        Assert.Equal(byIdentity, azure.Credential is not null);
        Assert.Equal((1f, null), (azure.SamplingRatio, azure.TracesPerSecond));
    }
}
