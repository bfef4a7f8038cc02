using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>The state of an event's thread.</summary>
/// <param name="Record">The existing decision; null while there is none.</param>
public sealed record ThreadState(
    Stored<ForumEvent>? Event,
    Stored<AllocationRecord>? Record,
    Stored<ResponseWindow>? Window,
    Stored<Post>? Post)
{
    /// <summary>The new content; null for other events.</summary>
    public Content? Content { get; init; }

    /// <summary>The author of the answered content; null when the event answers nothing.</summary>
    public string? AddressedTo { get; init; }
}

/// <summary>Reads the thread's state for an allocation decision, and commits the decision to it.</summary>
public sealed class ThreadStateStore(ThreadStore threads)
{
    /// <summary>Four parallel storage transactions.</summary>
    public async Task<ThreadState> ReadAsync(string eventId, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(eventId);
        var forumEvent = threads.FindAsync<ForumEvent>(eventId, cancellationToken);
        var record = threads.FindAsync<AllocationRecord>(eventId, cancellationToken);
        var window = threads.FindAsync<ResponseWindow>(threadId, cancellationToken);
        var post = threads.FindAsync<Post>(threadId, cancellationToken);
        await Task.WhenAll(forumEvent, record, window, post);
        return new ThreadState(await forumEvent, await record, await window, await post);
    }

    /// <summary>Up to two more: the new content and the answered comment.</summary>
    public async Task<ThreadState> WithContentAsync(ThreadState state, CancellationToken cancellationToken)
    {
        var content = state.Event!.Row.Type switch
        {
            ForumEventType.PostCreated => state.Post?.Row,
            ForumEventType.CommentCreated =>
                (await threads.FindAsync<Comment>(state.Event.Row.SubjectId, cancellationToken))?.Row,
            _ => (Content?)null,
        };
        return state with
        {
            Content = content,
            AddressedTo = await AddressedToAsync(content, state.Post?.Row, cancellationToken),
        };
    }

    /// <summary>
    /// The state of the best unanswered event of a thread: of those that owe a turn, else of all, the one with the most
    /// merit, then the newest. Null when there is none. Five parallel storage transactions, and one for each event.
    /// </summary>
    public async Task<ThreadState?> ReadUnansweredAsync(
        Stored<ResponseWindow> window, CancellationToken cancellationToken)
    {
        var contents = await Task.WhenAll(window.Row.Unanswered.Select(async unanswered =>
            (unanswered, content: await threads.FindContentAsync(unanswered.SubjectId, cancellationToken))));
        var best = contents
            .OrderByDescending(each => each.unanswered.IsOwed)
            .ThenByDescending(each => each.content?.Merit)
            .ThenByDescending(each => each.unanswered.At)
            .Select(each => each.unanswered)
            .FirstOrDefault();
        return best is null ? null : await ReadAsync(best.EventId, cancellationToken) with { Window = window };
    }

    /// <summary>Null when no agent was selected in the thread yet. One storage transaction.</summary>
    public Task<Stored<ResponseWindow>?> FindWindowAsync(string threadId, CancellationToken cancellationToken) =>
        threads.FindAsync<ResponseWindow>(threadId, cancellationToken);

    /// <summary>Null when the event is not decided. One storage transaction.</summary>
    public async Task<AllocationRecord?> FindRecordAsync(string eventId, CancellationToken cancellationToken) =>
        (await threads.FindAsync<AllocationRecord>(eventId, cancellationToken))?.Row;

    /// <summary>Replaces the window. False when the thread has changed since it was read.</summary>
    public async Task<bool> TryCommitAsync(
        Stored<ResponseWindow> read, ResponseWindow window, CancellationToken cancellationToken) =>
        await threads.CommitAsync(new ThreadTransaction(window.Id).Replace(read, window), cancellationToken)
            is CommitResult.Committed;

    /// <summary>Commits the record, the runs and the response window in one transaction.</summary>
    /// <returns>The new runs; null when the thread has changed since it was read.</returns>
    public async Task<IReadOnlyList<Stored<Run>>?> TryCommitAsync(
        ThreadState state, AllocationDecision decision, CancellationToken cancellationToken)
    {
        var transaction = new ThreadTransaction(Ids.Thread(decision.Record.Id)).Put(state.Record, decision.Record);
        foreach (var run in decision.Runs) transaction.Add(run);
        if (decision.Window != state.Window?.Row && (state.Window is not null || !decision.Window.IsEmpty))
            transaction.Put(state.Window, decision.Window);
        if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed committed)
            return null;
        var tags = committed.ETags.Skip(1); // the first is the record's
        return [.. decision.Runs.Zip(tags, (run, tag) => new Stored<Run>(run, tag))];
    }

    /// <summary>The runs of an earlier decision, in parallel storage transactions.</summary>
    public async Task<IReadOnlyList<Stored<Run>>> RunsOfAsync(
        AllocationRecord record, CancellationToken cancellationToken)
    {
        var runs = await Task.WhenAll(record.RunIds.Select(id => threads.FindAsync<Run>(id, cancellationToken)));
        return [.. runs.OfType<Stored<Run>>()];
    }

    private async Task<string?> AddressedToAsync(Content? content, Post? post, CancellationToken cancellationToken) =>
        content switch
        {
            Comment { ParentId: { } parent } =>
                (await threads.FindAsync<Comment>(parent, cancellationToken))?.Row.AuthorId,
            Comment => post?.AuthorId,
            _ => null,
        };
}
