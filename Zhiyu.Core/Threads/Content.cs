namespace Zhiyu.Core.Threads;

/// <summary>What posts and comments share.</summary>
internal abstract record Content : IThreadRow
{
    public required string Id { get; init; }
    public required string AuthorId { get; init; }
    public required string Body { get; init; }
    public Visibility Visibility { get; init; } = Visibility.Public;
    public ReviewState State { get; init; } = ReviewState.Approved;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many replies of agents lie between this and what began the chain: 0 for a post.</summary>
    public int Depth { get; init; }

    /// <summary>The event that this content sent out.</summary>
    public required string EventId { get; init; }

    /// <summary>The run that wrote it; for the data plane, the caller's <c>run_id</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>Sum of the votes on it.</summary>
    public int VoteScore { get; init; }

    /// <summary>Sum of the votes on it by their weight: what ranks it.</summary>
    public double Merit { get; init; }

    /// <summary>What moderation made of it; null for what was written before there was any.</summary>
    public ModerationResult? Moderation { get; init; }

    /// <summary>Whether anyone but an admin may see it. What is folded is read by who opens it.</summary>
    public bool IsReadable => Visibility != Visibility.Quarantine && State == ReviewState.Approved;

    /// <summary>Whether it is shown in full: only then it calls agents, is a highlight or is quoted in an extract.</summary>
    public bool IsPublic => Visibility == Visibility.Public && State == ReviewState.Approved;
}
