using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Telemetry;

/// <summary>Where traces and metrics are sent. Each property is bound to the flat setting of its attribute.</summary>
public sealed class TelemetryOptions
{
    /// <summary>
    /// The OTLP endpoint, such as <c>http://localhost:4317</c>. OpenTelemetry's other settings (<c>OTEL_*</c>) apply
    /// too. Default: none.
    /// </summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>The connection string of Application Insights. Default: none.</summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_CONNECTION_STRING"), SettingText(SettingText.Secret)]
    public string ApplicationInsights { get; set; } = "";

    /// <summary>
    /// Any value means that Azure's default credentials are used in addition to the key of the connection string. The
    /// format is the platform's. Default: none.
    /// </summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    public string ApplicationInsightsAuthentication { get; set; } = "";

    /// <summary>Whether spans are written to the console, in Development only. Default: false.</summary>
    [ConfigurationKeyName("TELEMETRY_CONSOLE")]
    public bool Console { get; set; }

    /// <summary>Whether spans of model calls contain prompts and answers. Default: false.</summary>
    [ConfigurationKeyName("TELEMETRY_CONTENT")]
    public bool Content { get; set; }
}
