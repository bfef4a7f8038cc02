using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Moderation;

internal static class ModerationServices
{
    /// <summary>
    /// Registers the <see cref="IModerator"/> with the lists of a folder, which are checked when the app starts.
    /// </summary>
    public static IServiceCollection AddModeration(
        this IServiceCollection services, IConfiguration configuration, string folder)
    {
        services.AddSettings<ModerationOptions>(configuration);
        services.AddSingleton<IValidateOptions<ModerationOptions>, ModerationOptionsValidator>();
        services.AddFiles(() => RuleSet.Load(folder));
        services.AddSingleton(provider => provider.GetRequiredService<RuleSet>().Instructions);
        services.AddSingleton<OpenAiModerationApi>();
        services.AddSingleton<IModerationApi>(provider =>
            provider.GetRequiredService<IOptions<ModerationOptions>>().Value.ApiUrl.Length == 0
                ? new NoModerationApi()
                : provider.GetRequiredService<OpenAiModerationApi>());
        services.AddSingleton<IModerator, Moderator>();
        return services;
    }
}
