using Zhiyu.Core.Allocation;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Provenance;

/// <summary>All that led to a post or comment.</summary>
/// <param name="IsReadable">Whether anyone may see it; a comment under a withheld post is not.</param>
/// <param name="Record">What there is of the run that wrote it.</param>
/// <param name="Run">The run; null where there is nothing of it.</param>
/// <param name="Trigger">The event that called the run.</param>
/// <param name="Answered">What that event told of, where everyone may read it.</param>
/// <param name="Allocation">Who was considered then.</param>
internal sealed record Provenance(
    Content Content,
    bool IsReadable,
    RunRecord Record,
    Run? Run,
    ForumEvent? Trigger,
    Content? Answered,
    AllocationRecord? Allocation);

/// <summary>What is known of the run that wrote something.</summary>
internal enum RunRecord
{
    Kept,

    /// <summary>It was one of ours, and is removed as all are after a while.</summary>
    NoLongerKept,

    /// <summary>It came over the data plane, whose runs are not ours.</summary>
    NotOurs,
}

/// <summary>Finds it in the thread: six point reads at most.</summary>
internal sealed class ProvenanceReader(IThreadStore threads)
{
    /// <summary>Null when there is no such content.</summary>
    public async Task<Provenance?> ReadAsync(string contentId, CancellationToken cancellationToken)
    {
        if (await threads.FindContentAsync(contentId, cancellationToken) is not { } content) return null;
        var isReadable = content.IsReadable && (content is Post
            || await threads.FindContentAsync(Ids.Thread(contentId), cancellationToken) is { IsReadable: true });
        if (await RunAsync(content, cancellationToken) is not { } run)
            return new Provenance(
                content, isReadable, RecordOf(content), Run: null, Trigger: null, Answered: null, Allocation: null);

        var allocation = threads.FindAsync<AllocationRecord>(run.EventId, cancellationToken);
        var trigger = (await threads.FindAsync<ForumEvent>(run.EventId, cancellationToken))?.Row;
        var answered = trigger is { Type: ForumEventType.PostCreated or ForumEventType.CommentCreated }
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

    // The event of what a run of ours wrote is named by the run; on the data plane that name can't come about.
    private static RunRecord RecordOf(Content content) =>
        content.EventId == Ids.Event(Ids.Thread(content.Id), content.RunId)
            ? RunRecord.NoLongerKept
            : RunRecord.NotOurs;

    // The data plane names its runs as it likes, also like one of ours.
    private async Task<Run?> RunAsync(Content content, CancellationToken cancellationToken) =>
        Ids.IsRun(content.RunId) && Ids.Thread(content.RunId) == Ids.Thread(content.Id)
        && await threads.FindAsync<Run>(content.RunId, cancellationToken) is { Row: var run }
        && run.ContentId == content.Id
            ? run
            : null;
}
