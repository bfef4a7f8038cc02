using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Highlights;

/// <summary>The most active threads.</summary>
public sealed class HighlightFunctions(HighlightReader highlights, ForumNames names)
{
    [Function("GetHighlights")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/highlights")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var range = query.Text("range");
        if (range is not (null or "today" or "week"))
            query.Fault("range", "range must be 'today' or 'week'.", range);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var found = await highlights.ReadAsync(
            isWeek: range == "week", HighlightUpdater.MaxHighlights, await names.ReadAsync(cancellationToken),
            cancellationToken);
        return ApiResults.Page(found, cursor: null);
    }
}
