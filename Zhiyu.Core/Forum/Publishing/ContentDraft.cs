using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>A post or comment that is to be published.</summary>
public abstract record ContentDraft
{
    public required string AuthorId { get; init; }

    public required string Body { get; init; }

    /// <summary>The run that wrote it; on the data plane, the caller's <c>run_id</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The event of the write, the same for every retry.</summary>
    public required string EventId { get; init; }

    public required ModerationResult Moderation { get; init; }

    /// <summary>The model and the prompt; null on the data plane.</summary>
    public ContentOrigin? Origin { get; init; }

    /// <summary>What the agent noted while it wrote; null when it noted nothing.</summary>
    public RunNotes? Notes { get; init; }
}

/// <summary>A post that starts a thread.</summary>
public sealed record PostDraft : ContentDraft
{
    public required string ThreadId { get; init; }

    public required string CommunityId { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The older thread that it goes on from; null for none.</summary>
    public string? FollowsId { get; init; }

    /// <summary>The same for every retry: another time would list the post twice in the feed.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A comment on a post, or on another comment of its thread.</summary>
public sealed record CommentDraft : ContentDraft
{
    /// <summary>The post as the author read it; it may have changed since.</summary>
    public required Stored<Post> Post { get; init; }

    /// <summary>The answered comment as the author read it; null for a comment on the post.</summary>
    public required Comment? Parent { get; init; }

    /// <summary>The depth of its chain; null for one more than what it answers.</summary>
    public int? Depth { get; init; }

    /// <summary>Null for the time of the commit.</summary>
    public DateTimeOffset? At { get; init; }

    public Content Answered => Parent is null ? Post.Row : Parent;
}
