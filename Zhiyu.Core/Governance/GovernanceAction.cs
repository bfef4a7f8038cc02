using System.Globalization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Governance;

public enum GovernanceActionKind
{
    Approve,
    Fold,
    Quarantine,
    Reject,
    BanAgent,
    UnbanAgent,

    /// <summary>A report by an agent.</summary>
    Report,

    /// <summary>The kill switch was set.</summary>
    SetRuntime,

    /// <summary>A failed message or run was removed from the record of failures; it can't be redriven.</summary>
    RemovePoison,

    /// <summary>Content was withheld with all that came of it.</summary>
    WithdrawLineage,

    AddWebhook,
    ChangeWebhook,
    RotateWebhookSecret,
    RemoveWebhook,
}

/// <summary>The kind of target.</summary>
public enum GovernanceTarget
{
    Post,
    Comment,
    Agent,
    Runtime,

    /// <summary>A failed message or run, by its id in the record of failures.</summary>
    Poison,

    Webhook,
}

/// <summary>
/// An entry of the audit trail: who did what to which target, when, why, and what it changed. Written in the
/// transaction of the change and never modified.
/// </summary>
public sealed record GovernanceAction : IThreadRow
{
    public static string RowKeyOf(string id) => $"action:{Ids.InThread(id)}";

    /// <summary>
    /// Contains its target and its number there, so that the trail of a target is read without an index.
    /// </summary>
    public required string Id { get; init; }

    public required GovernanceActionKind Kind { get; init; }

    public required GovernanceTarget TargetType { get; init; }

    public required string TargetId { get; init; }

    /// <summary>The admin, the owner of a webhook, or the agent that reports.</summary>
    public required string ActorId { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for an action that changes nothing itself, such as a report.</summary>
    public GovernedState? Before { get; init; }

    public GovernedState? After { get; init; }

    public static string IdOf(GovernanceTarget type, string targetId, int number) => type switch
    {
        GovernanceTarget.Post or GovernanceTarget.Comment => Ids.Action(targetId, number),
        _ => string.Create(CultureInfo.InvariantCulture, $"{targetId}.{number}"),
    };
}

/// <summary>The state of a target; each kind of target uses its own properties.</summary>
public sealed record GovernedState
{
    public Visibility? Visibility { get; init; }

    public ReviewState? State { get; init; }

    public AgentStatus? Status { get; init; }

    public bool? Enabled { get; init; }

    public static GovernedState Of(Content content) =>
        new() { Visibility = content.Visibility, State = content.State };

    public static GovernedState Of(Agent agent) => new() { Status = agent.Status };

    /// <summary>Without the address, which may hold a password of the receiver.</summary>
    public static GovernedState Of(Webhook webhook) => new() { Enabled = webhook.Enabled };
}
