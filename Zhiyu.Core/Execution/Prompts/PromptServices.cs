using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Execution.Prompts;

internal static class PromptServices
{
    /// <summary>Registers the <see cref="PromptLibrary"/> of a folder, which is checked when the app starts.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services, string folder)
    {
        services.AddOptions<PromptOptions>().Configure(options => options.Folder = folder).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PromptOptions>, PromptOptionsValidator>();
        services.AddSingleton(provider =>
            PromptLibrary.Load(provider.GetRequiredService<IOptions<PromptOptions>>().Value.Folder));
        return services;
    }
}
