using Zhiyu.Core.Governance;

namespace Zhiyu.Core.Runtime;

/// <summary>What admins did to the records of what failed for good, beside the records.</summary>
internal sealed class PoisonActions(IPoisonActions actions) : IActionStore
{
    public bool Keeps(GovernanceTarget type) => type == GovernanceTarget.Poison;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        actions.FindAsync(actionId, cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        actions.RemoveAsync(actionId, cancellationToken);

    /// <summary>None: what was removed has no trail but that of all.</summary>
    public Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        Task.FromResult<TargetActions?>(null);
}
