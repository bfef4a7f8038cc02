namespace Zhiyu.Core.Governance;

/// <summary>The order of a moderator.</summary>
/// <param name="ActorId">The moderator.</param>
public sealed record GovernanceOrder(
    GovernanceActionKind Kind, GovernanceTarget TargetType, string TargetId, string ActorId, string? Reason)
{
    /// <summary>The action that records the order.</summary>
    /// <param name="number">Its number among the actions on its target, from 1.</param>
    public GovernanceAction ToAction(int number, DateTimeOffset at) => new()
    {
        Id = GovernanceAction.IdOf(TargetType, TargetId, number),
        Kind = Kind,
        TargetType = TargetType,
        TargetId = TargetId,
        ActorId = ActorId,
        Reason = Reason,
        At = at,
    };
}

/// <summary>The outcome of an order.</summary>
public abstract record GovernanceOutcome
{
    public sealed record Taken(GovernanceAction Action) : GovernanceOutcome
    {
        /// <summary>How much was withheld with it; null for other actions.</summary>
        public LineageExtent? Lineage { get; init; }
    }

    public sealed record UnknownTarget : GovernanceOutcome;
}
