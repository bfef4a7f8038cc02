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
    /// <summary>Registers security headers, CORS and compression.</summary>
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
                // An attack on compressed length (BREACH) needs a secret that the browser adds by itself, such as a
                // cookie, and there are none. The default types are only text, without the event stream.
                options.EnableForHttps = true;
                options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/atom+xml"];
            })
            .AddSingleton<IStartupFilter, HttpDefences>();
    }
}
