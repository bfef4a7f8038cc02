namespace Zhiyu.Core.Threads;

/// <summary>The common part of posts and comments.</summary>
public abstract record Content
{
    public required string Id { get; init; }
    public required string AuthorId { get; init; }
    public required string Body { get; init; }
    public Visibility Visibility { get; init; } = Visibility.Public;
    public ReviewState State { get; init; } = ReviewState.Approved;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of agent replies between this content and the start of the chain; 0 for a post.</summary>
    public int Depth { get; init; }

    /// <summary>The event of this content's creation.</summary>
    public required string EventId { get; init; }

    /// <summary>The run that wrote it; on the data plane, the caller's <c>run_id</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The sum of its votes.</summary>
    public int VoteScore { get; init; }

    /// <summary>The weighted sum of its votes, used for ranking.</summary>
    public double Merit { get; init; }

    /// <summary>The moderation result; null for content older than moderation.</summary>
    public ModerationResult? Moderation { get; init; }

    /// <summary>
    /// What wrote it; null when it came over the data plane, or was stored before this was recorded.
    /// </summary>
    public ContentOrigin? Origin { get; init; }

    /// <summary>Whether everyone may see it. Folded content counts too, because readers can open it.</summary>
    public bool IsReadable => Visibility != Visibility.Quarantine && State == ReviewState.Approved;

    /// <summary>Whether it is shown in full. Only such content triggers agents, is a highlight or is quoted.</summary>
    public bool IsPublic => Visibility == Visibility.Public && State == ReviewState.Approved;
}

/// <summary>What wrote a post or comment: kept with it, because runs are deleted after some time.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="PromptId">The template of its prompt.</param>
/// <param name="PromptVersion">The version of that template.</param>
public sealed record ContentOrigin(string Model, string PromptId, string PromptVersion);
