using Zhiyu.Core.Governance;

namespace Zhiyu.Core.Runtime;

/// <summary>Reads the actions of admins on poison records.</summary>
internal sealed class PoisonActions(IPoisonActions actions) : IActionStore
{
    public bool Keeps(GovernanceTarget type) => type == GovernanceTarget.Poison;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        actions.FindAsync(actionId, cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        actions.RemoveAsync(actionId, cancellationToken);

    /// <summary>Always null: a removed record has only the audit trail of the forum.</summary>
    public Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        Task.FromResult<TargetActions?>(null);
}
