using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Runs;

/// <summary>A new run as it was assigned. The tag shows whether the row has changed since.</summary>
/// <param name="Tag">The ETag of the run's row.</param>
public sealed record Assignment(
    string AgentId,
    string EventId,
    string CommunityId,
    string? TargetId,
    int Depth,
    DateTimeOffset CreatedAt,
    string Tag)
{
    /// <returns>Null for a run that was executed before, which has to be read.</returns>
    internal static Assignment? Of(Stored<Run> run) =>
        run.Row is { Attempts: > 0 } or { Redrives: > 0 } or { Failures: > 0 }
        ? null
        : new Assignment(
            run.Row.AgentId, run.Row.EventId, run.Row.CommunityId, run.Row.TargetId, run.Row.Depth,
            run.Row.CreatedAt, run.ETag);

    internal Stored<Run> ToRun(string id) => new(
        new Run
        {
            Id = id,
            AgentId = AgentId,
            EventId = EventId,
            CommunityId = CommunityId,
            TargetId = TargetId,
            Depth = Depth,
            CreatedAt = CreatedAt,
        },
        Tag);
}
