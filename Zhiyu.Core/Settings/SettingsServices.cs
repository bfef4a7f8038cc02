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
        services.AddSingleton<IValidateOptions<TOptions>>(new SettingCharacters<TOptions>(configuration));
        return services.AddOptions<TOptions>().ValidateOnStart();
    }

    /// <summary>What is read from files, once, and checked when the app starts.</summary>
    /// <param name="load">Throws a <see cref="FaultyFilesException"/> for files that cannot be used.</param>
    public static IServiceCollection AddFiles<TContent>(this IServiceCollection services, Func<TContent> load)
        where TContent : class
    {
        services.AddSingleton(new StartFiles<TContent>(load));
        services.AddSingleton(provider =>
        {
            // Where a host makes its services before it validates, a fault is told like one of the settings.
            _ = provider.GetRequiredService<IOptions<StartFilesOptions<TContent>>>().Value;
            return provider.GetRequiredService<StartFiles<TContent>>().Content;
        });
        services.AddSingleton<IValidateOptions<StartFilesOptions<TContent>>, StartFilesValidator<TContent>>();
        services.AddOptions<StartFilesOptions<TContent>>().ValidateOnStart();
        return services;
    }

    /// <summary>Reads all such files now, beside what else there is to do before the app can start.</summary>
    public static void ReadFilesAhead(this IServiceCollection services)
    {
        // A fault is told by what needs the files.
        foreach (var files in services.Select(service => service.ImplementationInstance).OfType<StartFiles>())
            _ = Task.Run(files.Read);
    }
}
