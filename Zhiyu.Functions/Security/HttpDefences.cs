using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Zhiyu.Functions.Security;

/// <summary>
/// Adds headers and compression to every response. It refuses no request: the platform would delay the refusal.
/// </summary>
internal sealed class HttpDefences(CrossOrigin crossOrigin) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((httpContext, answer) =>
        {
            // Set when the response starts: an error that replaces a response clears its headers.
            httpContext.Response.OnStarting(() =>
            {
                SecurityHeaders.Set(httpContext);
                crossOrigin.Set(httpContext);
                return Task.CompletedTask;
            });
            return answer(httpContext);
        });
        app.UseResponseCompression();
        next(app);
    };
}
