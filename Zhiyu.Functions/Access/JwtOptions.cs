using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

/// <summary>
/// How people authenticate: with tokens of an OpenID Connect authority, or with tokens signed with a shared secret. By
/// default neither is set and the control plane answers 503; in Development a secret is created
/// (<see cref="DevelopmentSecrets"/>).
/// </summary>
public sealed class JwtOptions
{
    public const string AuthoritySetting = "JWT_AUTHORITY";
    public const string AudienceSetting = "JWT_AUDIENCE";
    public const string SecretSetting = "JWT_SECRET";

    /// <summary>HS256 needs a key that is at least as long as its hash.</summary>
    public const int MinSecretBytes = 32;

    /// <summary>Base address of an OpenID Connect provider, https unless on this machine. No default.</summary>
    [ConfigurationKeyName(AuthoritySetting)]
    public string? Authority { get; set; }

    /// <summary>The audience that a token must be meant for. Default: zhiyu.</summary>
    [ConfigurationKeyName(AudienceSetting)]
    public string Audience { get; set; } = "zhiyu";

    /// <summary>The key of HS256 tokens, for a laptop; at least 32 bytes in UTF-8. No default.</summary>
    [ConfigurationKeyName(SecretSetting), SettingText(SettingText.Secret)]
    public string? Secret { get; set; }

    internal bool HasAuthority => !string.IsNullOrWhiteSpace(Authority);

    internal bool HasSecret => !string.IsNullOrEmpty(Secret);
}
