using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>What an event's thread says of it.</summary>
/// <param name="Record">The decision that stands; null while there is none.</param>
internal sealed record ThreadState(
    Stored<ForumEvent>? Event,
    Stored<AllocationRecord>? Record,
    Stored<ResponseWindow>? Window,
    Stored<Post>? Post)
{
    /// <summary>What was written; null for an event of another kind.</summary>
    public Content? Content { get; init; }

    /// <summary>The agent whose words it answers; null where nobody's are.</summary>
    public string? AddressedTo { get; init; }
}

/// <summary>Reads what a decision about an event needs to know of its thread.</summary>
internal sealed class ThreadStateReader(IThreadStore threads)
{
    /// <summary>Four storage transactions at once.</summary>
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

    /// <summary>Up to two more: what was written, and what it answers.</summary>
    public async Task<ThreadState> WithContentAsync(ThreadState situation, CancellationToken cancellationToken)
    {
        var content = situation.Event!.Row.Type switch
        {
            ForumEventType.PostCreated => situation.Post?.Row,
            ForumEventType.CommentCreated =>
                (await threads.FindAsync<Comment>(situation.Event.Row.SubjectId, cancellationToken))?.Row,
            _ => (Content?)null,
        };
        return situation with
        {
            Content = content,
            AddressedTo = await AddressedToAsync(content, situation.Post?.Row, cancellationToken),
        };
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
