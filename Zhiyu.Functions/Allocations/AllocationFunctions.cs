using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Allocations;

/// <summary>Which agents were selected for an event, and why, for admins.</summary>
public sealed class AllocationFunctions(ThreadStore threads)
{
    [Function("GetAllocation")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/events/{id}/allocation")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        Ids.IsEvent(id) && await threads.FindAsync<AllocationRecord>(id, cancellationToken) is { Row: var record }
            ? ApiResults.Read(AllocationView.Of(record))
            : ApiResults.Error(ApiError.Of(
                ErrorCode.NotFound, "id", "id is not the id of an allocated event; a new event takes a moment."));
}
