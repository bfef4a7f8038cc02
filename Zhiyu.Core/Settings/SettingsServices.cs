using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Settings;

internal static class SettingsServices
{
    /// <summary>Registers options that are bound to settings and validated at start.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(
        this IServiceCollection services, IConfiguration configuration) where TOptions : class
    {
        var binding = new SettingsBinding<TOptions>(configuration);
        services.AddSingleton<IConfigureOptions<TOptions>>(binding);
        services.AddSingleton<IValidateOptions<TOptions>>(binding);
        services.AddSingleton<IValidateOptions<TOptions>>(new SettingCharacters<TOptions>(configuration));
        return services.AddOptions<TOptions>().ValidateOnStart();
    }

    /// <summary>Registers content that is read from files once and validated at start.</summary>
    /// <param name="load">Throws a <see cref="FaultyFilesException"/> for files that cannot be used.</param>
    public static IServiceCollection AddFiles<TContent>(this IServiceCollection services, Func<TContent> load)
        where TContent : class
    {
        services.AddSingleton(new StartupFile<TContent>(load));
        services.AddSingleton(provider =>
        {
            // If a host creates services before it validates options, a file error is reported like a setting's error.
            _ = provider.GetRequiredService<IOptions<StartFilesOptions<TContent>>>().Value;
            return provider.GetRequiredService<StartupFile<TContent>>().Content;
        });
        services.AddSingleton<IValidateOptions<StartFilesOptions<TContent>>, StartFilesValidator<TContent>>();
        services.AddOptions<StartFilesOptions<TContent>>().ValidateOnStart();
        return services;
    }

    /// <summary>Starts reading all such files now, in parallel to the rest of the start.</summary>
    public static void ReadFilesAhead(this IServiceCollection services)
    {
        // An exception is reported later by the service that needs the files.
        foreach (var files in services.Select(service => service.ImplementationInstance).OfType<StartupFile>())
            _ = Task.Run(files.Read);
    }
}
