using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Zhiyu.Functions.Security;

/// <summary>
/// What is around every answer, whoever gives it; nothing is refused here, which the platform would hold up.
/// </summary>
internal sealed class HttpDefences(CrossOrigin crossOrigin) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((httpContext, answer) =>
        {
            // As it leaves: an answer in place of another clears what was there.
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
