using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>The effect of an action on content.</summary>
internal sealed record ModerationEffect(Visibility Visibility, ReviewState State)
{
    public static ModerationEffect Of(GovernanceActionKind kind) => kind switch
    {
        GovernanceActionKind.Approve => new ModerationEffect(Visibility.Public, ReviewState.Approved),
        GovernanceActionKind.Fold => new ModerationEffect(Visibility.Gray, ReviewState.Approved),
        // Hidden at once, but still to be decided.
        GovernanceActionKind.Quarantine or GovernanceActionKind.WithdrawLineage =>
            new ModerationEffect(Visibility.Quarantine, ReviewState.Pending),
        GovernanceActionKind.Reject => new ModerationEffect(Visibility.Quarantine, ReviewState.Rejected),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This action does not apply to content."),
    };

    /// <summary>Whether everyone may see the content afterwards, as <see cref="Content.IsReadable"/>.</summary>
    public bool IsReadable => Visibility != Visibility.Quarantine && State == ReviewState.Approved;

    public TContent Apply<TContent>(TContent content, DateTimeOffset at) where TContent : Content =>
        content.Visibility == Visibility && content.State == State
            ? content
            : (TContent)((Content)content with { Visibility = Visibility, State = State, UpdatedAt = at });
}
