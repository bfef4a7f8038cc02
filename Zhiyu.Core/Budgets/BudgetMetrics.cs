using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Budgets;

/// <summary>Publishes the used share of the forum's budgets.</summary>
public sealed class BudgetMetrics(IMeterFactory meters, IOptions<BudgetOptions> limits)
{
    private readonly Gauge<double> _taken = meters.Forum().CreateGauge<double>(
        "zhiyu.budget.taken", "1", "The share of a day's budget that is spent or reserved, by budget.");

    public void Taken(Ledger forum, DateOnly day)
    {
        var taken = forum.On(day).Taken;
        RecordShare(Budget.ForumTokensPerDay, (double)taken.Tokens / limits.Value.ForumTokensPerDay);
        RecordShare(Budget.ForumUsdPerDay, (double)(taken.Usd / limits.Value.ForumUsdPerDay));
    }

    // A budget of 0 counts as used up.
    private void RecordShare(Budget budget, double share) =>
        _taken.Record(double.IsFinite(share) ? share : 1, new KeyValuePair<string, object?>("budget", budget.ToWord()));
}
