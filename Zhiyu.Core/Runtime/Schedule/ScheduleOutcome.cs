namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>What became of the question whether a post is due.</summary>
internal abstract record ScheduleOutcome
{
    /// <summary>An agent has its assignment.</summary>
    public sealed record Assigned(string RunId) : ScheduleOutcome;

    /// <summary>The slot was taken, and nobody was fit to fill it.</summary>
    public sealed record Nobody : ScheduleOutcome;

    /// <summary>Too soon, or the day has had its posts.</summary>
    public sealed record NotDue(string Reason) : ScheduleOutcome;

    /// <summary>The forum has other cares, or no money to spare.</summary>
    public sealed record HeldBack(string Reason) : ScheduleOutcome;
}
