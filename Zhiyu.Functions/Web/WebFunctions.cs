using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>The page: its files, and <c>index.html</c> for each client-side route.</summary>
public sealed class WebFunctions(WebFolder folder)
{
    private const string Index = "index.html";

    // A file's name contains a hash of its content.
    private const string Assets = "assets/";

    // It takes every path, so its name must sort after all others, also after ZUnknownRoute.
    [Function("ZZWebPage")]
    [Access(AccessPolicy.Everyone)]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return ApiResults.UnknownRoute();
        var path = request.Path.Value?.TrimStart('/');
        var name = string.IsNullOrEmpty(path) ? Index : path;
        if (folder.Find(name) is { } file)
            return new WebAnswer(file, IsPermanent: name.StartsWith(Assets, StringComparison.Ordinal));
        // A page instead of a script would cause a confusing error in the browser.
        if (name.StartsWith(Assets, StringComparison.OrdinalIgnoreCase))
            return ApiResults.Error(ErrorCode.NotFound, "There is no such file; load the page again.");
        return folder.Find(Index) is { } index
            ? new WebAnswer(index, IsPermanent: false)
            : ApiResults.Error(ErrorCode.NotFound, "The page was not built: build Zhiyu.Functions, or see web/.");
    }
}
