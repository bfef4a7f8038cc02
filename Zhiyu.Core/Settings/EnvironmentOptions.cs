using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Settings;

/// <summary>The environment of the app. Code reads the setting directly; this class only validates it.</summary>
internal sealed class EnvironmentOptions
{
    /// <summary><c>Development</c> for a developer's machine. Default: none, which is production.</summary>
    [ConfigurationKeyName("ZHIYU_ENVIRONMENT")]
    public string Name { get; set; } = "";
}
