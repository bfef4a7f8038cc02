using Microsoft.Extensions.Configuration;

namespace Zhiyu.Functions.Security;

/// <summary>The other origins whose pages may call the API from a browser.</summary>
internal sealed class CrossOriginOptions
{
    public const string Setting = "CORS_ALLOWED_ORIGINS";

    /// <summary>Exact origins, separated by commas. Default: none.</summary>
    [ConfigurationKeyName(Setting)]
    public string AllowedOrigins { get; set; } = "";

    internal IReadOnlyList<string> Origins =>
        AllowedOrigins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
