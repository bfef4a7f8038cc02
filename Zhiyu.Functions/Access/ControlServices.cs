using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

internal static class ControlServices
{
    /// <summary>Registers the authentication and authorization of people.</summary>
    public static IServiceCollection AddControlPlane(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<JwtOptions>(configuration);
        return services
            .AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>()
            .AddSingleton<TokenRules>()
            .AddSingleton<BearerTokenVerifier>()
            // Lazy: its libraries are large, and a reader without a token never needs them.
            .AddSingleton(provider => new Lazy<BearerTokenVerifier>(
                provider.GetRequiredService<BearerTokenVerifier>))
            .AddSingleton<ControlPlane>();
    }
}
