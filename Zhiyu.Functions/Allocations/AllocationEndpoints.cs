using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Allocations;

/// <summary><c>GET /v1/events/{id}/allocation</c>: for admins.</summary>
internal sealed class AllocationEndpoints(ControlPlane control, ThreadStore threads)
{
    public Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(request, async (_, token) =>
            Ids.IsEvent(id) && await threads.FindAsync<AllocationRecord>(id, token) is { Row: var record }
                ? ApiResults.Read(AllocationView.Of(record))
                : ApiResults.Error(ApiError.Of(
                    ErrorCode.NotFound, "id", "id names no event that has been allocated; a new one takes a moment.")),
            cancellationToken);
}
