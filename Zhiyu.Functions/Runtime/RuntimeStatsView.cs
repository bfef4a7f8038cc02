using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runtime;

/// <summary>Statistics of the runtime, for operators.</summary>
/// <param name="Lag">How long work has waited, at the last round of the runtime loop; null before the first.</param>
/// <param name="Degradation">Degradation level.</param>
/// <param name="Poison">Runs, events and messages that failed permanently.</param>
/// <param name="TokensToday">Tokens of the whole forum, without reservations.</param>
/// <param name="UsdToday">Cost of the whole forum, without reservations.</param>
internal sealed record RuntimeStatsView(
    RunningView Runtime,
    SchedulerView Scheduler,
    StreamClientsView Sse,
    QueueSizeView EventQueue,
    LagView? Lag,
    PoisonSizeView Poison,
    [property: JsonConverter(typeof(LowerSnakeCase<Degradation>))] Degradation Degradation,
    long TokensToday,
    decimal UsdToday,
    BudgetsView Budgets)
{
    public static RuntimeStatsView Of(
        RuntimeStatus status,
        SchedulerView scheduler,
        int connectedClients,
        Heartbeat? heartbeat,
        int poison,
        BudgetsView budgets) => new(
        new RunningView(status.Running, status.Processing, status.QueueSize, status.LlmConfigured),
        scheduler,
        new StreamClientsView(connectedClients),
        new QueueSizeView(status.Events),
        heartbeat is null ? null : new LagView(heartbeat.EventLagMs, heartbeat.AssignmentLagMs, heartbeat.At),
        new PoisonSizeView(poison, heartbeat?.Standing ?? 0),
        heartbeat?.Degradation ?? Degradation.None,
        budgets.Forum.TokensToday.Used,
        budgets.Forum.UsdToday.Used,
        budgets);
}

/// <summary>Spending and limits.</summary>
internal sealed record BudgetsView(ForumSpend Forum, IReadOnlyList<CommunitySpend> Communities);

/// <param name="QueueSize">Approximate number of waiting events and assignments.</param>
internal sealed record RunningView(bool Running, bool Processing, int QueueSize, bool LlmConfigured);

/// <summary>The scheduled posts. Unlike other names, these are in camel case.</summary>
/// <param name="LastPostAt">When the last post was scheduled, in Unix milliseconds; 0 before the first.</param>
/// <param name="PostsToday">Posts of the UTC day, including one that is being written.</param>
internal sealed record SchedulerView(
    [property: JsonPropertyName("lastPostAt")] long LastPostAt,
    [property: JsonPropertyName("postsToday")] int PostsToday,
    [property: JsonPropertyName("postMaxPerDay")] int PostMaxPerDay,
    [property: JsonPropertyName("postIntervalMs")] int PostIntervalMs)
{
    public static SchedulerView Of(PostSchedule? schedule, PostOptions options, DateTimeOffset now) => new(
        schedule?.LastAt.ToUnixTimeMilliseconds() ?? 0,
        schedule?.PostsOn(now) ?? 0,
        options.MaxPerDay,
        (int)options.Interval.TotalMilliseconds);
}

/// <param name="ConnectedClients">Open streams of the instance that responds.</param>
internal sealed record StreamClientsView(int ConnectedClients);

internal sealed record QueueSizeView(int Size);

/// <param name="EventsMs">Age of the oldest waiting event, in milliseconds.</param>
/// <param name="AssignmentsMs">Age of the oldest waiting assignment, in milliseconds.</param>
/// <param name="MeasuredAt">When the runtime loop measured it.</param>
internal sealed record LagView(long EventsMs, long AssignmentsMs, DateTimeOffset MeasuredAt);

/// <param name="Recorded">The number of records, counted up to 1,000.</param>
/// <param name="Standing">
/// Approximate number of messages in the poison queues that are not recorded yet, at the last round of the runtime
/// loop.
/// </param>
internal sealed record PoisonSizeView(int Recorded, int Standing);
