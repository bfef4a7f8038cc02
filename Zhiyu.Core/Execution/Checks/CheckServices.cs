using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Checks;

internal static class CheckServices
{
    /// <summary>Registers the checks of texts and notes, and their options.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<CheckOptions>(configuration);
        services.AddSingleton<PublicationCheck>();
        services.AddSingleton<NoteCheck>();
        return services;
    }
}
