using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Zhiyu.Functions.Http;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>Looks at which fields a function asked a body for.</summary>
internal sealed class FieldsObserver : IStartupFilter
{
    /// <summary>Names a request, to ask about it later.</summary>
    public const string Header = "X-Observed";

    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _asked = new();

    public IReadOnlySet<string> AskedIn(string request) => _asked[request];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            // Before the answer goes out, so that who has the answer finds what was asked.
            http.Response.OnStarting(() =>
            {
                if (http.Request.Headers[Header] is [{ } request])
                    _asked[request] = http.Features.Get<JsonFields>()?.Asked ?? new HashSet<string>();
                return Task.CompletedTask;
            });
            await rest(http);
        });
        next(app);
    };
}
