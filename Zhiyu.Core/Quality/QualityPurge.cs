using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Quality;

/// <summary>Removes measures that are older than their retention time, once a day on each instance.</summary>
/// <remarks>
/// When nothing is removed, two storage transactions for the forum, each community and each agent, and one for weeks.
/// </remarks>
internal sealed class QualityPurge(QualityStore store, CachedDirectory directory, IOptions<QualityOptions> options)
    : IPurge
{
    private DateTime? _purgedOn;

    public string What => "measures of quality";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        if (_purgedOn == now.UtcDateTime.Date) return 0;
        var agents = await directory.AgentsAsync(cancellationToken);
        var communities = await directory.CommunitiesAsync(cancellationToken);
        QualityScope[] scopes =
        [
            QualityScope.Forum,
            .. communities.Select(community => QualityScope.OfCommunity(community.Id)),
            .. agents.Select(agent => QualityScope.OfAgent(agent.Id)),
        ];
        var removed = await store.ForgetWeeksAsync(now - options.Value.DaysKept, cancellationToken);
        foreach (var scope in scopes)
        {
            if (removed >= most) return removed;
            removed += await store.ForgetAsync(
                scope, QualityPeriod.Hour, now - options.Value.HoursKept, cancellationToken);
            removed += await store.ForgetAsync(
                scope, QualityPeriod.Day, now - options.Value.DaysKept, cancellationToken);
        }

        _purgedOn = now.UtcDateTime.Date;
        return removed;
    }
}
