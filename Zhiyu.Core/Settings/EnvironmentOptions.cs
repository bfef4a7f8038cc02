using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Settings;

/// <summary>Where the app runs. It is read where it is needed, and checked with the others.</summary>
internal sealed class EnvironmentOptions
{
    /// <summary><c>Development</c> for a developer's machine. Default: none, which is production.</summary>
    [ConfigurationKeyName("ZHIYU_ENVIRONMENT")]
    public string Name { get; set; } = "";
}
