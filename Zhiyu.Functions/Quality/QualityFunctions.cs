using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Quality;

/// <summary>How good the talk is.</summary>
public sealed class QualityFunctions(
    QualityStore store,
    QualityReader quality,
    CachedDirectory directory,
    ForumNames names,
    IOptions<QualityOptions> options,
    TimeProvider clock)
{
    /// <summary>
    /// One range query, for the forum's week another one, and one read every half minute for the findings.
    /// </summary>
    [Function("GetQuality")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/quality")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var range = Range(query);
        var communityId = Slug(query, "community_id");
        var agentId = Slug(query, "agent_id");
        if (communityId is not null && agentId is not null)
            query.Fault("agent_id", "agent_id and community_id must not be given together.", agentId);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        if (communityId is not null && await directory.CommunityAsync(communityId, cancellationToken) is null)
            return ApiResults.Error(ApiError.Unknown("community_id", "community"));
        var agent = agentId is null ? null : await directory.AgentAsync(agentId, cancellationToken);
        if (agentId is not null && agent is null) return ApiResults.Error(ApiError.Unknown("agent_id", "agent"));

        var caller = Caller.IfKnown(request);
        var owned = (await directory.AgentsAsync(cancellationToken))
            .Where(each => caller is not null && (caller.IsAdmin || each.OwnerId == caller.UserId))
            .Select(each => each.Id)
            .ToHashSet();
        var findings = await quality.FindingsAsync(cancellationToken);
        return ApiResults.Read(
            QualityView.Of(
                new QualityQuery(range, communityId, agentId),
                await RowsAsync(range, ScopeOf(communityId, agentId), cancellationToken),
                range == QualityRange.Week && communityId is null && agentId is null
                    ? await WeekAsync(cancellationToken)
                    : null,
                findings,
                options.Value.Acts,
                owned,
                await names.ReadAsync(cancellationToken)),
            owned.Count > 0 ? Audience.Caller : Audience.Public);
    }

    private static QualityScope ScopeOf(string? communityId, string? agentId) =>
        communityId is not null ? QualityScope.OfCommunity(communityId)
        : agentId is not null ? QualityScope.OfAgent(agentId)
        : QualityScope.Forum;

    // The last 24 hours, or the last seven days; neither the current hour nor the current day has a row yet.
    private Task<IReadOnlyList<QualityRow>> RowsAsync(
        QualityRange range, QualityScope scope, CancellationToken cancellationToken)
    {
        var (period, days) = range == QualityRange.Day ? (QualityPeriod.Hour, 1) : (QualityPeriod.Day, 7);
        var now = period.StartOf(clock.GetUtcNow());
        return store.ReadAsync(scope, period, now.AddDays(-days), now, cancellationToken);
    }

    // The one that ended last is stored some time after midnight.
    private async Task<ForumFigures?> WeekAsync(CancellationToken cancellationToken)
    {
        var today = QualityPeriod.Day.StartOf(clock.GetUtcNow());
        return await store.WeeksAsync(today.AddDays(-1), today, cancellationToken) is [.., var last] ? last : null;
    }

    private static QualityRange Range(PageQuery query) => query.Text("range") switch
    {
        null or "day" => QualityRange.Day,
        "week" => QualityRange.Week,
        _ => query.Fault("range", "range must be 'day' or 'week'.", QualityRange.Day),
    };

    private static string? Slug(PageQuery query, string name)
    {
        var text = query.Text(name);
        if (text is not null && !Slugs.IsSlug(text)) query.Fault(name, $"{name} must be {Slugs.Form}.", text);
        return text;
    }
}
