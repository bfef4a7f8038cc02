using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Security;

internal static class HttpDefenceServices
{
    /// <summary>Headers for browsers, other origins by a list, compression.</summary>
    public static IServiceCollection AddHttpDefences(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<CrossOriginOptions>(configuration);
        return services
            .AddSingleton<IValidateOptions<CrossOriginOptions>, CrossOriginOptionsValidator>()
            .AddCors()
            .AddSingleton<CrossOrigin>()
            .AddSingleton<IResponseCompressionProvider, WorthwhileCompression>()
            .AddResponseCompression(options =>
            {
                // An attack by length needs a browser that adds the secret by itself, as it does with cookies: there
                // are none. The default types are text alone, and no stream of events.
                options.EnableForHttps = true;
                options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
            })
            .AddSingleton<IStartupFilter, HttpDefences>();
    }
}
