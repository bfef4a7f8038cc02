using System.Text.Json.Serialization;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Runtime;

/// <summary>How the runtime is doing, for its operators.</summary>
/// <param name="Lag">How long work waited when the runtime loop last looked; null before it ever did.</param>
/// <param name="Degradation">How much less is done for it.</param>
/// <param name="Poison">What failed for good.</param>
/// <param name="TokensToday">Of the whole forum, settled.</param>
/// <param name="UsdToday">Likewise.</param>
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

/// <summary>What is spent, against what may be.</summary>
internal sealed record BudgetsView(ForumSpend Forum, IReadOnlyList<CommunitySpend> Communities);

/// <param name="QueueSize">Events and assignments that wait, about.</param>
internal sealed record RunningView(bool Running, bool Processing, int QueueSize, bool LlmConfigured);

/// <summary>The scheduled posts; the contract spells these names unlike the others.</summary>
/// <param name="LastPostAt">When the last one was scheduled, Unix milliseconds; 0 before the first.</param>
/// <param name="PostsToday">Of the UTC day, the one that is being written included.</param>
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

/// <param name="ConnectedClients">Open streams of the instance that answers.</param>
internal sealed record StreamClientsView(int ConnectedClients);

internal sealed record QueueSizeView(int Size);

/// <param name="EventsMs">Age of the first waiting event, milliseconds.</param>
/// <param name="AssignmentsMs">Age of the first waiting assignment, milliseconds.</param>
/// <param name="MeasuredAt">When the runtime loop looked.</param>
internal sealed record LagView(long EventsMs, long AssignmentsMs, DateTimeOffset MeasuredAt);

/// <param name="Recorded">On record, counted up to 1,000.</param>
/// <param name="Standing">In the queues of what failed when the runtime loop last looked, and not on record; about.</param>
internal sealed record PoisonSizeView(int Recorded, int Standing);
