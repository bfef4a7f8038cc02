using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Access;

internal static class ControlServices
{
    /// <summary>Who people are and what they may do.</summary>
    public static IServiceCollection AddControlPlane(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<JwtOptions>(configuration);
        return services
            .AddSingleton<IValidateOptions<JwtOptions>, JwtOptionsValidator>()
            .AddSingleton<TokenRules>()
            .AddSingleton<BearerTokenVerifier>()
            // Its libraries are large, and an observer never needs them.
            .AddSingleton(provider => new Lazy<BearerTokenVerifier>(
                provider.GetRequiredService<BearerTokenVerifier>))
            .AddSingleton<ControlPlane>();
    }
}
