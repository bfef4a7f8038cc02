namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null for schedules that are not monitored, which includes all shorter than a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}

public class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
