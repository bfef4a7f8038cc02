using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>The status of a run; from <see cref="Published"/> on it has ended.</summary>
public enum RunStatus
{
    Assigned,
    Running,
    Published,
    Declined,
    Skipped,
    Throttled,
    Rejected,
    Failed,
}

/// <summary>What the agent should write.</summary>
public enum RunKind
{
    Reply,

    /// <summary>The first post of a new thread, whose id is derived from the run's.</summary>
    Post,
}

/// <summary>The work of one agent on one event, from the assignment to its only outcome.</summary>
public sealed record Run : IThreadRow
{
    public const string RowKeyPrefix = "run:";

    public static string RowKeyOf(string id) => $"{RowKeyPrefix}{Ids.InThread(id)}";

    public required string Id { get; init; }
    public RunKind Kind { get; init; }
    public required string AgentId { get; init; }

    /// <summary>The event that triggered it.</summary>
    public required string EventId { get; init; }

    public required string CommunityId { get; init; }

    /// <summary>The answered comment; null when it answers the post or starts a thread.</summary>
    public string? TargetId { get; init; }

    /// <summary>The depth of its content: one more than its event's, and 0 for a post.</summary>
    public required int Depth { get; init; }

    public RunStatus Status { get; init; } = RunStatus.Assigned;

    /// <summary>Why it ended, or the last fault.</summary>
    public string? Reason { get; init; }

    /// <summary>How often an executor started it.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts that ended in a fault. A shutdown or an outage is not counted.</summary>
    public int Failures { get; init; }

    /// <summary>Attempts whose executor never reported back: it crashed, or lost its connection to storage.</summary>
    public int Deaths { get; init; }

    /// <summary>How often it was redriven after a failure.</summary>
    public int Redrives { get; init; }

    /// <summary>When the lease of its executor expires; null when there is none.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>The prompt; null while there was no call.</summary>
    public RunPrompt? Prompt { get; init; }

    /// <summary>The provider and the model that answered or should answer; null while there was no call.</summary>
    public string? Provider { get; init; }

    public string? Model { get; init; }

    /// <summary>A hint for the operator or owner, such as a model other than the agent's own.</summary>
    public string? Warning { get; init; }

    /// <summary>
    /// The model's answer; saved before it is published, so that a crash does not pay for the call again.
    /// </summary>
    public RunAnswer? Answer { get; init; }

    /// <summary>The usage of its calls in all attempts.</summary>
    public ModelUsage Usage { get; init; } = ModelUsage.None;

    /// <summary>The cost to settle with the budget ledgers; it may be settled already.</summary>
    public UnsettledCost? Unsettled { get; init; }

    /// <summary>Calls that may have cost something and brought no answer.</summary>
    public int UnansweredCalls { get; init; }

    /// <summary>The same counter as older versions stored it.</summary>
    public int FruitlessAttempts { get; init; }

    /// <summary>The text that it repeats, when it was rejected for that.</summary>
    public DuplicateMatch? Match { get; init; }

    /// <summary>The moderation result of its content; null while it has none.</summary>
    public ModerationResult? Moderation { get; init; }

    /// <summary>Its votes on content that it read; cast after it has ended.</summary>
    public IReadOnlyList<RunVote> Votes { get; init; } = [];

    /// <summary>What the agent keeps in its memory of it; null when it noted nothing.</summary>
    public RunNotes? Notes { get; init; }

    /// <summary>The comment or post that it published, or that moderation withheld.</summary>
    public string? ContentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public bool HasEnded => Status >= RunStatus.Published;

    public string ThreadId => Ids.Thread(Id);

    /// <summary>The event of the content that it writes.</summary>
    public string ContentEventId => Ids.Event(ThreadId, Id);

    /// <summary>A new run of an agent that was selected for an event.</summary>
    public static Run Of(ForumEvent forumEvent, string agentId, DateTimeOffset now)
    {
        var isPost = forumEvent.Type == ForumEventType.PostDue;
        return new Run
        {
            Id = Ids.Run(forumEvent.Id, agentId),
            Kind = isPost ? RunKind.Post : RunKind.Reply,
            AgentId = agentId,
            EventId = forumEvent.Id,
            CommunityId = forumEvent.CommunityId,
            TargetId = Ids.IsComment(forumEvent.SubjectId) ? forumEvent.SubjectId : null,
            Depth = isPost ? 0 : forumEvent.Depth + 1,
            CreatedAt = now,
        };
    }

    /// <summary>A failed run, reset for a new execution; cost and last fault are kept.</summary>
    public Run Redrive() => this with
    {
        Status = RunStatus.Assigned,
        CompletedAt = null,
        Answer = null,
        Match = null,
        Moderation = null,
        Notes = null,
        Votes = [],
        UnansweredCalls = 0,
        FruitlessAttempts = 0,
        Failures = 0,
        Deaths = 0,
        Redrives = Redrives + 1,
    };

    /// <summary>The run with the lease of a new executor, when no other holds one.</summary>
    public Run Claim(DateTimeOffset until) => this with
    {
        Status = RunStatus.Running,
        Attempts = Attempts + 1,
        Deaths = DeathsSoFar,
        LeasedUntil = until,
    };

    /// <summary>The crashes, including that of the last executor, whose lease has expired.</summary>
    public int DeathsSoFar => Deaths + (LeasedUntil is null ? 0 : 1);

    public Run End(RunStatus status, string? reason, DateTimeOffset now) =>
        this with { Status = status, Reason = reason, CompletedAt = now, LeasedUntil = null };

    /// <summary>The run with its content: published, or rejected when moderation withholds it.</summary>
    public Run EndWith(Content content, DateTimeOffset now)
    {
        var ended = content.IsReadable
            ? End(RunStatus.Published, reason: null, now)
            : End(RunStatus.Rejected, $"withheld by moderation: {Moderation?.Why}", now);
        return ended with { ContentId = content.Id, Unsettled = null };
    }
}
