using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Zhiyu.Core.Network;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Telemetry;

/// <summary>Registers OpenTelemetry if the settings name an exporter; otherwise nothing is collected.</summary>
internal static class TelemetryServices
{
    private static readonly string[] Meters =
    [
        ForumMeter.Name, ForumMeter.Models, "System.Runtime", "Microsoft.AspNetCore.Hosting",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TelemetryOptions>(configuration)
            .Validate(
                HasEndpoint,
                "OTEL_EXPORTER_OTLP_ENDPOINT is no URL; give it one such as http://localhost:4317.")
            .Validate(
                HasInsights,
                "APPLICATIONINSIGHTS_CONNECTION_STRING is no connection string; copy it from the resource's overview.");
        services.AddMetrics();
        var wanted = new TelemetryOptions();
        new SettingsBinding<TelemetryOptions>(configuration).Configure(wanted);
        var usesConsole = wanted.Console && configuration["ZHIYU_ENVIRONMENT"] == "Development";
        // Exporters throw on invalid settings, which would hide the complete list of setting errors.
        if (HasEndpoint(wanted) && HasInsights(wanted)
            && (wanted is not { OtlpEndpoint: "", ApplicationInsights: "" } || usesConsole))
            Collect(services, wanted, usesConsole);
        return services;
    }

    private static bool HasEndpoint(TelemetryOptions options) =>
        options.OtlpEndpoint.Length == 0 || Uri.IsWellFormedUriString(options.OtlpEndpoint, UriKind.Absolute);

    private static bool HasInsights(TelemetryOptions options) =>
        options.ApplicationInsights.Length == 0
        || options.ApplicationInsights.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase);

    private static void Collect(IServiceCollection services, TelemetryOptions wanted, bool usesConsole)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "zhiyu", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString()))
            // Includes ASP.NET Core, because events are written inside request spans, and children of unrecorded spans
            // are not recorded.
            .WithTracing(traces => traces.AddSource(ForumTrace.Source, ForumMeter.Models, "Microsoft.AspNetCore"))
            .WithMetrics(metrics => metrics.AddMeter(Meters));
        if (wanted.OtlpEndpoint.Length > 0) telemetry.UseOtlpExporter();
        if (usesConsole) telemetry.WithTracing(traces => traces.AddConsoleExporter());
        if (wanted.ApplicationInsights.Length == 0) return;
        telemetry
            .WithTracing(traces => traces.AddAzureMonitorTraceExporter(Connect))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Connect));

        void Connect(AzureMonitorExporterOptions azure)
        {
            azure.ConnectionString = wanted.ApplicationInsights;
            if (wanted.ApplicationInsightsAuthentication.Length > 0)
                azure.Credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions
                {
                    Transport = new HttpClientTransport(OutboundHttp.NewClient()),
                });
            // No sampling: an event has only a few spans, and people search for one event by its id.
            (azure.SamplingRatio, azure.TracesPerSecond) = (1, null);
        }
    }
}
