using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>Everything outside the API.</summary>
public sealed class WebFunctions(WebSite site)
{
    // It takes every path, so its name must sort after all others, also after ZUnknownRoute.
    [Function("ZZWebPage")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request,
        CancellationToken cancellationToken) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? await site.AnswerAsync(request, cancellationToken)
            : ApiResults.UnknownRoute();
}
