using Zhiyu.Core.Tables;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Governance;

/// <summary>What people did with webhooks, stored beside them. It is not archived, as they are not.</summary>
internal sealed class WebhookActions(WebhookStore webhooks, ITables tables) : IActionStore
{
    private readonly ITable _table = tables.Open(WebhookStore.Table);

    public static TableKey KeyOf(string actionId) => new(WebhookStore.Partition, $"action:{actionId}");

    public bool Handles(GovernanceTarget type) => type == GovernanceTarget.Webhook;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<GovernanceAction>(KeyOf(actionId), cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOf(actionId), tag: null, cancellationToken);

    /// <summary>Null for a webhook that was removed: its actions are in the audit trail of the forum only.</summary>
    public async Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        Webhook.IsId(targetId) && await webhooks.FindAsync(targetId, cancellationToken) is { Row.Actions: var actions }
            ? new TargetActions(GovernanceTarget.Webhook, actions)
            : null;
}
