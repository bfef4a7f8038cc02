using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

/// <summary>How the agents' runtime authenticates to the data plane.</summary>
internal sealed class ServiceAuthOptions
{
    public const string SecretSetting = "SERVICE_AUTH_SECRET";
    public const string PreviousSetting = "SERVICE_AUTH_SECRET_PREVIOUS";
    public const int MinSecretLength = 32;

    /// <summary>
    /// The key that signs service tokens; at least 32 characters. There is no default: without one the data plane
    /// answers 503; in Development one is created (<see cref="DevelopmentSecrets"/>).
    /// </summary>
    [ConfigurationKeyName(SecretSetting), SettingText(SettingText.Secret)]
    public string? Secret { get; set; }

    /// <summary>
    /// The previous key, also accepted while clients change to the new one. Never put a leaked key here. None by
    /// default.
    /// </summary>
    [ConfigurationKeyName(PreviousSetting), SettingText(SettingText.Secret)]
    public string? PreviousSecret { get; set; }

    /// <summary>All accepted keys; empty while the data plane is off.</summary>
    internal IEnumerable<string> Accepted =>
        string.IsNullOrEmpty(Secret) ? []
        : string.IsNullOrEmpty(PreviousSecret) ? [Secret]
        : [Secret, PreviousSecret];
}
