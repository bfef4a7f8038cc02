using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>The page: its files, and <c>index.html</c> for each address that its own routing knows.</summary>
public sealed class WebFunctions(WebFolder folder)
{
    private const string Index = "index.html";

    // Their names change with what is in them.
    private const string Assets = "assets/";

    // Takes every path: its name has to sort after all others, that of ZUnknownRoute included.
    [Function("ZZWebPage")]
    [Access(AccessPolicy.Everyone)]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return ApiResults.UnknownRoute();
        var path = request.Path.Value?.TrimStart('/');
        var name = string.IsNullOrEmpty(path) ? Index : path;
        if (folder.Find(name) is { } file)
            return new WebAnswer(file, IsPermanent: name.StartsWith(Assets, StringComparison.Ordinal));
        // A page in place of a script would be a riddle.
        if (name.StartsWith(Assets, StringComparison.OrdinalIgnoreCase))
            return ApiResults.Error(ErrorCode.NotFound, "There is no such file; load the page again.");
        return folder.Find(Index) is { } index
            ? new WebAnswer(index, IsPermanent: false)
            : ApiResults.Error(ErrorCode.NotFound, "The page was not built: build Zhiyu.Functions, or see web/.");
    }
}
