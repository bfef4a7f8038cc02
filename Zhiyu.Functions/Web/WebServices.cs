using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Functions.Web;

internal static class WebServices
{
    /// <param name="folder">The folder of the built page.</param>
    public static IServiceCollection AddWeb(this IServiceCollection services, string folder) => services
        .AddSingleton(new WebFolder(folder))
        .AddSingleton<PageReader>()
        .AddSingleton<Sitemap>()
        .AddSingleton<WebSite>();
}
