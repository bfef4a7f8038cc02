using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Functions.Access;

/// <summary>
/// On a developer's machine, secrets of its own for those that are not set: made at the first start and kept for the
/// next ones, so that a token outlives a restart, and a script can sign what it sends.
/// </summary>
internal sealed class DevelopmentSecrets(
    IConfiguration configuration, LocalFolder folder, ILogger<DevelopmentSecrets> logger)
    : IPostConfigureOptions<JwtOptions>, IPostConfigureOptions<ServiceAuthOptions>
{
    public void PostConfigure(string? name, JwtOptions options)
    {
        if (IsDevelopment && options is { HasAuthority: false, HasSecret: false })
            options.Secret = SecretOf(JwtOptions.SecretSetting, "jwt-secret");
    }

    public void PostConfigure(string? name, ServiceAuthOptions options)
    {
        if (IsDevelopment && string.IsNullOrEmpty(options.Secret))
            options.Secret = SecretOf(ServiceAuthOptions.SecretSetting, "service-secret");
    }

    private bool IsDevelopment => configuration["ZHIYU_ENVIRONMENT"] == "Development";

    private string SecretOf(string setting, string file)
    {
        if (folder.Path.Length == 0) return SecretFile.NewSecret();
        var path = Path.Combine(folder.Path, file);
        try
        {
            var secret = SecretFile.ReadOrCreate(path);
            Log.SecretKept(logger, setting, path);
            return secret;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.SecretNotKept(logger, setting, path, fault);
            return SecretFile.NewSecret();
        }
    }
}
