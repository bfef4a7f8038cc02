using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Http;

internal static class PublicAddressServices
{
    public static IServiceCollection AddPublicAddress(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PublicAddressOptions>(configuration);
        return services
            .AddSingleton<IValidateOptions<PublicAddressOptions>, PublicAddressOptionsValidator>()
            .AddSingleton<PublicAddress>();
    }
}
