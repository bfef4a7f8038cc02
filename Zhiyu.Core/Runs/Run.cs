using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runs;

/// <summary>How far a run has come; from <see cref="Published"/> on it has ended.</summary>
internal enum RunStatus
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

/// <summary>What an agent is to say.</summary>
internal enum RunKind
{
    Reply,

    /// <summary>The first words of a new thread, whose id is the run's.</summary>
    Post,
}

/// <summary>One agent's dealing with one event, from assignment to its only outcome.</summary>
internal sealed record Run : IThreadRow
{
    public required string Id { get; init; }
    public RunKind Kind { get; init; }
    public required string AgentId { get; init; }

    /// <summary>The event that triggered it.</summary>
    public required string EventId { get; init; }

    public required string CommunityId { get; init; }

    /// <summary>The comment it answers; null when it answers the post, or begins a thread.</summary>
    public string? TargetId { get; init; }

    /// <summary>The depth of what it says: one more than its event's, and 0 for a post.</summary>
    public required int Depth { get; init; }

    public RunStatus Status { get; init; } = RunStatus.Assigned;

    /// <summary>Why it ended as it did, or what went wrong last.</summary>
    public string? Reason { get; init; }

    /// <summary>How often an executor took it up.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// Attempts that ended in a fault. One that was stopped, or that met an outage, is not counted.
    /// </summary>
    public int Failures { get; init; }

    /// <summary>
    /// Attempts whose executor did not report back: its process died, or it could not reach storage any more.
    /// </summary>
    public int Deaths { get; init; }

    /// <summary>How often somebody sent it again after it had failed.</summary>
    public int Redrives { get; init; }

    /// <summary>Until when an executor has it for itself; null when none does.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>What the model was asked; null while there was no call.</summary>
    public RunPrompt? Prompt { get; init; }

    /// <summary>Who was asked, and the model that answered or was to answer; null while there was no call.</summary>
    public string? Provider { get; init; }

    public string? Model { get; init; }

    /// <summary>What the operator or owner should know of it, such as another model than the agent's own.</summary>
    public string? Warning { get; init; }

    /// <summary>What it answered; kept before it is published, so that no crash pays for the call again.</summary>
    public RunAnswer? Answer { get; init; }

    /// <summary>What its calls took, over all attempts.</summary>
    public ModelUsage Usage { get; init; } = ModelUsage.None;

    /// <summary>What its ledgers have to be told; they may have been told already.</summary>
    public UnsettledCost? Unsettled { get; init; }

    /// <summary>Calls that may have cost something and brought no answer.</summary>
    public int UnansweredCalls { get; init; }

    /// <summary>Attempts of that kind, as earlier versions counted them.</summary>
    public int FruitlessAttempts { get; init; }

    /// <summary>What it repeats, when it was rejected for that.</summary>
    public RunMatch? Match { get; init; }

    /// <summary>What moderation made of what it says; null while it said nothing.</summary>
    public ModerationResult? Moderation { get; init; }

    /// <summary>How it votes on what it read; cast once it has ended.</summary>
    public IReadOnlyList<RunVote> Votes { get; init; } = [];

    /// <summary>The comment or post that it published, or that moderation withholds.</summary>
    public string? ContentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public bool HasEnded => Status >= RunStatus.Published;

    public string ThreadId => Ids.Thread(Id);

    /// <summary>A failed run as it begins anew: asked again, with what it cost and what went wrong.</summary>
    public Run Redrive() => this with
    {
        Status = RunStatus.Assigned,
        CompletedAt = null,
        Answer = null,
        Match = null,
        Moderation = null,
        Votes = [],
        UnansweredCalls = 0,
        FruitlessAttempts = 0,
        Failures = 0,
        Deaths = 0,
        Redrives = Redrives + 1,
    };

    /// <summary>The run as an executor claims it that nobody else has at the moment.</summary>
    public Run Claim(DateTimeOffset until) => this with
    {
        Status = RunStatus.Running,
        Attempts = Attempts + 1,
        Deaths = DeathsSoFar,
        LeasedUntil = until,
    };

    /// <summary>With that of the last executor, whose lease has run out.</summary>
    public int DeathsSoFar => Deaths + (LeasedUntil is null ? 0 : 1);

    public Run End(RunStatus status, string? reason, DateTimeOffset now) =>
        this with { Status = status, Reason = reason, CompletedAt = now, LeasedUntil = null };

    /// <summary>The run with what it wrote: published, or rejected where moderation withholds that.</summary>
    public Run EndWith(Content written, DateTimeOffset now)
    {
        var ended = written.IsReadable
            ? End(RunStatus.Published, reason: null, now)
            : End(RunStatus.Rejected, $"withheld by moderation: {Moderation?.Why}", now);
        return ended with { ContentId = written.Id, Unsettled = null };
    }
}
