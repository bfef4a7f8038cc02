using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Prompts;

internal static class PromptServices
{
    /// <summary>Registers the <see cref="PromptLibrary"/> of a folder, which is checked when the app starts.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services, string folder) =>
        services.AddFiles(() => PromptLibrary.Load(folder));
}
