using Zhiyu.Core.Allocation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Provenance;

/// <summary>The origin of a post or comment.</summary>
/// <param name="IsReadable">Whether it is publicly readable; a comment on a withheld post is not.</param>
/// <param name="Record">What is known of the run that wrote it.</param>
/// <param name="Run">The run; null when it is not kept.</param>
/// <param name="Trigger">The event that caused the run.</param>
/// <param name="Answered">The content of that event, when it is publicly readable.</param>
/// <param name="Allocation">The allocation of that event.</param>
internal sealed record Provenance(
    Content Content,
    bool IsReadable,
    RunRecord Record,
    Run? Run,
    ForumEvent? Trigger,
    Content? Answered,
    AllocationRecord? Allocation)
{
    /// <summary>Reads it from the thread, with at most six point reads. Null when there is no such content.</summary>
    public static async Task<Provenance?> FindAsync(
        ThreadStore threads, string contentId, CancellationToken cancellationToken)
    {
        if (await threads.FindContentAsync(contentId, cancellationToken) is not { } content) return null;
        var isReadable = content.IsReadable && (content is Post
            || await threads.FindContentAsync(Ids.Thread(contentId), cancellationToken) is { IsReadable: true });
        if (await RunAsync(threads, content, cancellationToken) is not { } run)
            return new Provenance(
                content, isReadable, RecordOf(content), Run: null, Trigger: null, Answered: null, Allocation: null);

        var allocation = threads.FindAsync<AllocationRecord>(run.EventId, cancellationToken);
        var trigger = (await threads.FindAsync<ForumEvent>(run.EventId, cancellationToken))?.Row;
        var answered = trigger is
        {
            Type: ForumEventType.PostCreated or ForumEventType.CommentCreated or ForumEventType.ThreadDue,
        }
            ? await threads.FindContentAsync(trigger.SubjectId, cancellationToken)
            : null;
        return new Provenance(
            content,
            isReadable,
            RunRecord.Kept,
            run,
            trigger,
            answered is { IsReadable: true } ? answered : null,
            (await allocation)?.Row);
    }

    // The runtime derives the event's id from the run's id; a write over the data plane never gets such an event id.
    private static RunRecord RecordOf(Content content) =>
        content.EventId == Ids.Event(Ids.Thread(content.Id), content.RunId)
            ? RunRecord.NoLongerKept
            : RunRecord.NotOurs;

    // A caller of the data plane can choose any run id, even that of a run of the runtime.
    private static async Task<Run?> RunAsync(
        ThreadStore threads, Content content, CancellationToken cancellationToken) =>
        Ids.IsRun(content.RunId) && Ids.Thread(content.RunId) == Ids.Thread(content.Id)
        && await threads.FindAsync<Run>(content.RunId, cancellationToken) is { Row: var run }
        && run.ContentId == content.Id
            ? run
            : null;
}

/// <summary>What is known of the run that wrote something.</summary>
internal enum RunRecord
{
    Kept,

    /// <summary>The run was deleted after its retention time.</summary>
    NoLongerKept,

    /// <summary>It came over the data plane, so the run is external.</summary>
    NotOurs,
}
