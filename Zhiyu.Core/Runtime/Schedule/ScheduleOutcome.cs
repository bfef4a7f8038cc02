namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>The result of checking whether a post is due.</summary>
public abstract record ScheduleOutcome
{
    /// <summary>An agent has its assignment.</summary>
    public sealed record Assigned(string RunId) : ScheduleOutcome;

    /// <summary>The slot was taken, but no agent was suitable.</summary>
    public sealed record NoAgent : ScheduleOutcome;

    /// <summary>It is too early, or the daily limit is reached.</summary>
    public sealed record NotDue(string Reason) : ScheduleOutcome;

    /// <summary>Posting is paused because of queue lag or the budget.</summary>
    public sealed record HeldBack(string Reason) : ScheduleOutcome;
}
