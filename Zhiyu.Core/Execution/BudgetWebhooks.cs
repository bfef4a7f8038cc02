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
    public async Task TellAsync(string agentId, Settled settled, CancellationToken cancellationToken)
    {
        var limit = await directory.AgentAsync(agentId, cancellationToken) is { } agent
            ? agent.LimitsAt(clock.GetUtcNow()).TokensPerDayIn(plan.Value)
            : plan.Value.AgentTokensPerDay;
        if (IsNear(settled.Agent.Tokens, limit))
            await TellAsync(
                WebhookEventType.BudgetReached80, Budget.AgentTokensPerDay, agentId, cancellationToken);
        if (IsNear(settled.Forum.Tokens, plan.Value.ForumTokensPerDay))
            await TellAsync(
                WebhookEventType.BudgetReached80, Budget.ForumTokensPerDay, agentId: null, cancellationToken);
        if (IsNear(settled.Forum.Usd, plan.Value.ForumUsdPerDay))
            await TellAsync(WebhookEventType.BudgetReached80, Budget.ForumUsdPerDay, agentId: null, cancellationToken);
    }

    /// <summary>Before a run ends for which no call was made.</summary>
    public Task TellAsync(string agentId, Budget spent, CancellationToken cancellationToken) => spent switch
    {
        // Used up for less than an hour: that is a pace, and no end.
        Budget.AgentActionsPerHour => Task.CompletedTask,
        Budget.AgentTokensPerDay =>
            TellAsync(WebhookEventType.BudgetSpent, spent, agentId, cancellationToken),
        _ => TellAsync(WebhookEventType.BudgetSpent, spent, agentId: null, cancellationToken),
    };

    private static bool IsNear(decimal taken, decimal limit) => taken >= Near * limit;

    private async Task TellAsync(
        WebhookEventType type, Budget budget, string? agentId, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var cause = string.Create(CultureInfo.InvariantCulture, $"{budget}:{agentId}:{today:yyyy-MM-dd}");
        if (_told.ContainsKey($"{type}:{cause}")) return;
        await webhooks.NotifyAsync(
            [
                // The start of the day: the same for every instance.
                new WebhookEvent(type, cause, new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero))
                {
                    AgentId = agentId,
                    Name = budget.ToWord(),
                },
            ],
            cancellationToken);
        foreach (var (key, day) in _told)
            if (day != today) _told.TryRemove(key, out _);
        _told[$"{type}:{cause}"] = today;
    }
}
