using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

internal static class SettingsServices
{
    /// <summary>Options read from the settings that their properties name, checked when the app starts.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(
        this IServiceCollection services, IConfiguration configuration) where TOptions : class
    {
        var binding = new SettingsBinding<TOptions>(configuration);
        services.AddSingleton<IConfigureOptions<TOptions>>(binding);
        services.AddSingleton<IValidateOptions<TOptions>>(binding);
        return services.AddOptions<TOptions>().ValidateOnStart();
    }
}
