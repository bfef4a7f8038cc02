namespace Zhiyu.Core.Governance;

/// <summary>Where the actions on some kind of target are kept, in the partition of their targets.</summary>
internal interface IActionStore
{
    bool Keeps(GovernanceTarget type);

    /// <summary>Null when there is no such action, or none yet.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Removes an action; the numbers of those that follow stay as they are.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>What an id is of, and how many actions there are on it; null for nothing that is kept here.</summary>
    Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken);
}

internal sealed record TargetActions(GovernanceTarget Type, int Actions);
