using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Tests.Support;

/// <summary>Makes a request come from where its headers say, and answers some paths itself.</summary>
internal sealed class RequestTricks(params (string Path, RequestDelegate Answer)[] answers) : IStartupFilter
{
    public const string Address = "X-Test-Address";
    public const string Scheme = "X-Test-Scheme";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            var headers = http.Request.Headers;
            if (headers[Address] is [{ } address]) http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            if (headers[Scheme] is [{ } scheme]) http.Request.Scheme = scheme;
            return Array.Find(answers, answer => answer.Path == http.Request.Path).Answer is { } answer
                ? answer(http)
                : following(http);
        });
        next(app);
    };
}
