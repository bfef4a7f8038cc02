using Microsoft.AspNetCore.Http;
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

/// <summary><c>GET /v1/admin/runtime/stats</c>.</summary>
internal sealed class RuntimeStatsEndpoints(
    ControlPlane control,
    RuntimeStatusReader status,
    RuntimeStore store,
    PoisonStore poison,
    SpendReader spending,
    CachedDirectory directory,
    StreamClients streams,
    IOptions<PostOptions> posts,
    TimeProvider clock)
{
    public Task<IResult> GetAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(request, async (_, token) =>
        {
            var heartbeat = store.FindHeartbeatAsync(token);
            var schedule = store.FindScheduleAsync(token);
            var failed = poison.CountAsync(PoisonReport.MaxCounted, token);
            var budgets = ReadBudgetsAsync(token);
            var now = await status.ReadAsync(token);
            return ApiResults.Read(RuntimeStatsView.Of(
                now,
                SchedulerView.Of((await schedule)?.Row, posts.Value, clock.GetUtcNow()),
                streams.Connected,
                await heartbeat,
                await failed,
                await budgets));
        }, cancellationToken);

    private async Task<BudgetsView> ReadBudgetsAsync(CancellationToken cancellationToken)
    {
        var forum = spending.OfForumAsync(cancellationToken);
        var communities = await directory.CommunitiesAsync(cancellationToken);
        return new BudgetsView(
            await forum,
            await spending.OfCommunitiesAsync(communities.Select(community => community.Id), cancellationToken));
    }
}
