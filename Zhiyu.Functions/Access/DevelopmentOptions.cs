using Microsoft.Extensions.Configuration;

namespace Zhiyu.Functions.Access;

/// <summary>The host names by which a developer's machine may be called.</summary>
internal sealed class DevelopmentOptions
{
    public const string Setting = "DEVELOPMENT_HOSTS";

    /// <summary>Host names besides those of this machine, separated by commas, without ports. Default: none.</summary>
    [ConfigurationKeyName(Setting)]
    public string AllowedHosts { get; set; } = "";

    internal IReadOnlyList<string> Hosts =>
        AllowedHosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
