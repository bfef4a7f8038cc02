using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Functions.Access;

/// <summary>
/// In Development, creates the secrets that are not set, and keeps them in files. So a token is still valid after a
/// restart, and a script can sign its requests.
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
