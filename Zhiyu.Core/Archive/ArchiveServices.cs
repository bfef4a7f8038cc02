using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Core.Archive;

internal static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services) => services
        .AddSingleton<ForumExport>()
        .AddSingleton<ForumImport>()
        .AddSingleton<ImportCommand>();
}
