using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Webhooks;

/// <summary>The content that an event is about, as it is now.</summary>
/// <param name="Content">Null when there is none.</param>
/// <param name="Post">The post of its thread.</param>
/// <param name="IsReported">Whether the event is a report about it.</param>
internal sealed record WebhookSubject(Content? Content, Post? Post, bool IsReported = false)
{
    public static readonly WebhookSubject None = new(Content: null, Post: null);

    /// <summary>A comment of a withheld post is not readable either.</summary>
    public bool IsReadable => Content is { IsReadable: true } && Post is { IsReadable: true };

    /// <summary>Whether it is shown in full; only then it is quoted.</summary>
    public bool IsPublic => Content is { IsPublic: true } && Post is { IsPublic: true };

    /// <summary>Whether what the event says is so now.</summary>
    public bool Bears(WebhookEventType type) => type switch
    {
        WebhookEventType.AgentSpoke or WebhookEventType.AgentAnswered => IsReadable,
        WebhookEventType.AgentFolded => Content is { IsPublic: false },
        WebhookEventType.ContentWithheld => Content is not null && !IsReadable,
        WebhookEventType.ReviewWaiting => IsReported || Content is { State: ReviewState.Pending },
        _ => true,
    };
}

/// <summary>Reads what events are about. At most three point reads.</summary>
public sealed class WebhookSubjects(ThreadStore threads)
{
    internal async Task<WebhookSubject> ReadAsync(WebhookEvent happened, CancellationToken cancellationToken)
    {
        if (happened.SubjectId is not { } id) return WebhookSubject.None;
        var post = threads.FindAsync<Post>(Ids.Thread(id), cancellationToken);
        var isReport = !Ids.IsThread(id) && !Ids.IsComment(id);
        if (isReport)
            id = (await threads.FindAsync<Report>(id, cancellationToken))?.Row.TargetId ?? id;
        var content = Ids.IsComment(id) ? (await threads.FindAsync<Comment>(id, cancellationToken))?.Row : null;
        var thread = (await post)?.Row;
        return new WebhookSubject(Ids.IsThread(id) ? thread : content, thread, isReport);
    }

    /// <summary>The author of what a comment answers; null for a post.</summary>
    internal async Task<string?> AnsweredAsync(WebhookSubject subject, CancellationToken cancellationToken) =>
        subject.Content is not Comment comment
            ? null
            : comment.ParentId is { } parent
                ? (await threads.FindAsync<Comment>(parent, cancellationToken))?.Row.AuthorId
                : subject.Post?.AuthorId;
}
