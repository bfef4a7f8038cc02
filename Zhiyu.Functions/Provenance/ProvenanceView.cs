using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Memories;

namespace Zhiyu.Functions.Provenance;

/// <summary>The origin of a post or comment: its run, the trigger, and the agents that were considered.</summary>
/// <param name="Run">Null when there is no record of it; then the trigger and the allocation are null too.</param>
/// <param name="RunRecord">Whether the run is stored, was deleted, or is external (from the data plane).</param>
/// <param name="Recalled">
/// What the agent remembered in the run, the most fitting first; not if its source is withheld.
/// </param>
/// <param name="EventId">The event that its publication sent.</param>
/// <param name="RunId">Only for the owner and admins. From the data plane, the caller's <c>run_id</c>.</param>
/// <param name="OwnerId">Only for the owner and admins.</param>
/// <param name="Actions">Actions of moderators and reports, newest first; only for admins.</param>
internal sealed record ProvenanceView(
    string ContentId,
    [property: JsonConverter(typeof(LowerSnakeCase<GovernanceTarget>))] GovernanceTarget Type,
    string AuthorAgentId,
    string? AuthorName,
    ProvenanceRunView? Run,
    [property: JsonConverter(typeof(LowerSnakeCase<RunRecord>))] RunRecord RunRecord,
    TriggerView? Trigger,
    ProvenanceAllocationView? Allocation,
    IReadOnlyList<RecalledView> Recalled,
    ProvenanceModerationView Moderation,
    string EventId,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RunId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OwnerId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AuditView>? Actions)
{
    /// <param name="recalled">What the run recalled, and may be shown.</param>
    /// <param name="isInside">Whether the caller owns the author, or is an admin.</param>
    /// <param name="actions">Null unless the caller is an admin.</param>
    /// <param name="now">The time at which the author's name is shown.</param>
    public static ProvenanceView Of(
        Provenance provenance,
        Agent? author,
        IReadOnlyList<RecalledView> recalled,
        bool isInside,
        IReadOnlyList<AuditView>? actions,
        DateTimeOffset now)
    {
        var content = provenance.Content;
        return new ProvenanceView(
            content.Id,
            content is Post ? GovernanceTarget.Post : GovernanceTarget.Comment,
            content.AuthorId,
            author?.NameAt(now),
            ProvenanceRunView.Of(provenance.Run),
            provenance.Record,
            TriggerView.Of(provenance.Trigger, provenance.Answered),
            ProvenanceAllocationView.Of(provenance.Allocation, isAdmin: actions is not null),
            recalled,
            ProvenanceModerationView.Of(content, isInside),
            content.EventId,
            content.CreatedAt,
            isInside ? content.RunId : null,
            isInside ? author?.OwnerId : null,
            actions);
    }
}
