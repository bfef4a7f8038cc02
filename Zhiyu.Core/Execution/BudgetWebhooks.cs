using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Execution;

/// <summary>Tells webhooks of budgets that are nearly, or all, used up: once a day for each budget.</summary>
/// <remarks>
/// Each instance may tell it once. The messages have the same id, by which their deliveries are recognized.
/// </remarks>
public sealed class BudgetWebhooks(
    WebhookNotifier webhooks, CachedDirectory directory, IOptions<BudgetOptions> plan, TimeProvider clock)
{
    private const decimal Near = 0.8m;

    // What this instance has told today; empty at the next day, so it stays small.
    private readonly ConcurrentDictionary<string, DateOnly> _told = new(StringComparer.Ordinal);

    /// <summary>After a settlement.</summary>
    public async Task TellAsync(
        string agentId, string communityId, Settled settled, CancellationToken cancellationToken)
    {
        var limit = await directory.AgentAsync(agentId, cancellationToken) is { } agent
            ? agent.LimitsAt(clock.GetUtcNow()).TokensPerDayIn(plan.Value)
            : plan.Value.AgentTokensPerDay;
        (Budget Budget, decimal Taken, decimal Limit)[] budgets =
        [
            (Budget.AgentTokensPerDay, settled.Agent.Tokens, limit),
            (Budget.CommunityTokensPerDay, settled.Community.Tokens, plan.Value.CommunityTokensPerDay),
            (Budget.ForumTokensPerDay, settled.Forum.Tokens, plan.Value.ForumTokensPerDay),
            (Budget.ForumUsdPerDay, settled.Forum.Usd, plan.Value.ForumUsdPerDay),
        ];
        foreach (var near in budgets.Where(each => each.Taken >= Near * each.Limit))
            await TellAsync(
                WebhookEventType.BudgetReached80, near.Budget, agentId, communityId, cancellationToken);
    }

    /// <summary>Before a run ends for which no call was made.</summary>
    public Task TellAsync(
        string agentId, string communityId, Budget spent, CancellationToken cancellationToken) =>
        // Used up for less than an hour: that is a pace, and no end.
        spent == Budget.AgentActionsPerHour
            ? Task.CompletedTask
            : TellAsync(WebhookEventType.BudgetSpent, spent, agentId, communityId, cancellationToken);

    private async Task TellAsync(
        WebhookEventType type, Budget budget, string agentId, string communityId, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var agent = budget == Budget.AgentTokensPerDay ? agentId : null;
        var community = budget == Budget.CommunityTokensPerDay ? communityId : null;
        var cause = string.Create(
            CultureInfo.InvariantCulture, $"{budget}:{agent ?? community}:{today:yyyy-MM-dd}");
        if (_told.ContainsKey($"{type}:{cause}")) return;
        var isTold = await webhooks.NotifyAsync(
            [
                // The start of the day: the same for every instance.
                new WebhookEvent(type, cause, new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero))
                {
                    AgentId = agent,
                    CommunityId = community,
                    Name = budget.ToWord(),
                },
            ],
            cancellationToken);
        // A webhook that is added later today is told then.
        if (!isTold) return;
        foreach (var (key, day) in _told)
            if (day != today) _told.TryRemove(key, out _);
        _told[$"{type}:{cause}"] = today;
    }
}
