using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runtime;

/// <summary>Statistics and spending of the runtime, for admins.</summary>
public sealed class RuntimeStatsFunctions(
    RuntimeStatusReader status,
    RuntimeStore store,
    PoisonStore poison,
    SpendReader spending,
    CachedDirectory directory,
    StreamClients streams,
    IOptions<PostOptions> posts,
    TimeProvider clock)
{
    [Function("GetRuntimeStats")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/runtime/stats")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        var heartbeat = store.FindHeartbeatAsync(cancellationToken);
        var schedule = store.FindScheduleAsync(cancellationToken);
        var failed = poison.CountAsync(PoisonReport.MaxCounted, cancellationToken);
        var budgets = ReadBudgetsAsync(cancellationToken);
        var now = await status.ReadAsync(cancellationToken);
        return ApiResults.Read(RuntimeStatsView.Of(
            now,
            SchedulerView.Of((await schedule)?.Row, posts.Value, clock.GetUtcNow()),
            streams.Connected,
            await heartbeat,
            await failed,
            await budgets));
    }

    private async Task<BudgetsView> ReadBudgetsAsync(CancellationToken cancellationToken)
    {
        var forum = spending.OfForumAsync(cancellationToken);
        var communities = await directory.CommunitiesAsync(cancellationToken);
        return new BudgetsView(
            await forum,
            await spending.OfCommunitiesAsync(communities.Select(community => community.Id), cancellationToken));
    }
}
