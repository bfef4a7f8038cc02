using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Telemetry;

/// <summary>Where traces and measures go. Each property is bound to the flat setting that its attribute names.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>
    /// The OTLP endpoint, such as <c>http://localhost:4317</c>; OpenTelemetry's further settings (<c>OTEL_*</c>) hold as
    /// well. Default: none.
    /// </summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>The connection string of Application Insights. Default: none.</summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_CONNECTION_STRING"), SettingText(SettingText.Secret)]
    public string ApplicationInsights { get; set; } = "";

    /// <summary>
    /// How that resource is written to, in the platform's form; whatever it says, it is by the identity that Azure's
    /// credentials find, and not by the key of the connection string alone. Default: none.
    /// </summary>
    [ConfigurationKeyName("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    public string ApplicationInsightsAuthentication { get; set; } = "";

    /// <summary>Whether spans are written to the console; in Development only. Default: false.</summary>
    [ConfigurationKeyName("TELEMETRY_CONSOLE")]
    public bool Console { get; set; }

    /// <summary>Whether the spans of model calls have prompts and answers in them. Default: false.</summary>
    [ConfigurationKeyName("TELEMETRY_CONTENT")]
    public bool Content { get; set; }
}
