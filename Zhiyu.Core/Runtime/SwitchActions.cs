using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>Reads the actions that set the runtime switch.</summary>
internal sealed class SwitchActions(RuntimeStore store) : IActionStore
{
    /// <summary>Can't be an agent's id, because those have no dot.</summary>
    public const string TargetId = "runtime.switch";

    public bool Handles(GovernanceTarget type) => type == GovernanceTarget.Runtime;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        store.FindSwitchActionAsync(actionId, cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        store.RemoveSwitchActionAsync(actionId, cancellationToken);

    public async Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        targetId == TargetId
            ? new TargetActions(
                GovernanceTarget.Runtime, (await store.FindSwitchAsync(cancellationToken))?.Actions ?? 0)
            : null;
}
