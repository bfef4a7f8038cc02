using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>One entry of the audit trail.</summary>
/// <param name="Actor">The admin, the owner of a webhook, or the agent that reports.</param>
internal sealed record AuditView(
    string Id,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceActionKind>))] GovernanceActionKind Action,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceTarget>))] GovernanceTarget TargetType,
    string TargetId,
    string Actor,
    string? Reason,
    DateTimeOffset At,
    GovernedStateView? Before,
    GovernedStateView? After)
{
    public static AuditView Of(GovernanceAction action) => new(
        action.Id, action.Kind, action.TargetType, action.TargetId, action.ActorId, action.Reason, action.At,
        GovernedStateView.Of(action.Before), GovernedStateView.Of(action.After));
}

/// <summary>The state before or after an action. A field that the kind of target does not have is left out.</summary>
internal sealed record GovernedStateView(
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    Visibility? Visibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ReviewState? State,
    [property: JsonConverter(typeof(UpperSnakeCase<AgentStatus>))]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    AgentStatus? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Enabled)
{
    public static GovernedStateView? Of(GovernedState? state) => state is null
        ? null
        : new GovernedStateView(state.Visibility, state.State, state.Status, state.Enabled);
}
