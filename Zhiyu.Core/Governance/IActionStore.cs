namespace Zhiyu.Core.Governance;

/// <summary>Stores the actions on some kinds of target, in the partition of the target.</summary>
public interface IActionStore
{
    bool Handles(GovernanceTarget type);

    /// <summary>Null when there is no such action.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Removes an action; the numbers of later actions do not change.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>The kind of a target and the number of its actions; null for targets of other stores.</summary>
    Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken);
}

public sealed record TargetActions(GovernanceTarget Type, int Actions);
