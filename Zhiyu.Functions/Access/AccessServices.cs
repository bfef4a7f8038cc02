using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

internal static class AccessServices
{
    /// <summary>Registers authentication, authorization and rate limits.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RateOptions>(configuration);
        services.AddSettings<DevelopmentOptions>(configuration);
        services.AddSettings<ServiceAuthOptions>(configuration)
            .Validate(options => !IsTooShort(options.Secret), TooShort(ServiceAuthOptions.SecretSetting))
            .Validate(options => !IsTooShort(options.PreviousSecret), TooShort(ServiceAuthOptions.PreviousSetting));
        services.AddSettings<JwtOptions>(configuration);
        return services
            // The worker finds only public methods of public classes.
            .AddSingleton(_ => new AccessTable(typeof(AccessTable).Assembly.GetExportedTypes()))
            .AddSingleton(LocalFolder.OfUser())
            .AddSingleton<IPostConfigureOptions<JwtOptions>, DevelopmentSecrets>()
            .AddSingleton<IPostConfigureOptions<ServiceAuthOptions>, DevelopmentSecrets>()
            .AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>()
            .AddSingleton<TokenRules>()
            .AddSingleton<BearerTokenVerifier>()
            // Lazy: its libraries are large, and a reader without a token never needs them.
            .AddSingleton(provider => new Lazy<BearerTokenVerifier>(provider.GetRequiredService<BearerTokenVerifier>))
            .AddSingleton<ServiceTokenVerifier>()
            .AddSingleton<IPurge, NoncePurge>()
            .AddSingleton<RefusalCounter>()
            .AddSingleton<RateLimits>()
            .AddSingleton<DevelopmentOriginCheck>()
            .AddSingleton<BearerAuthentication>()
            .AddSingleton<ServiceTokenAuthentication>();
    }

    private static bool IsTooShort(string? secret) =>
        secret is { Length: > 0 and < ServiceAuthOptions.MinSecretLength };

    private static string TooShort(string setting) =>
        $"{setting} is too short; use at least {ServiceAuthOptions.MinSecretLength} random characters, or leave it "
        + "out.";
}
