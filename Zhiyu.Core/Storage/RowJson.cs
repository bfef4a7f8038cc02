using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Storage;

/// <summary>The JSON serialization of rows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNameCaseInsensitive = true,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Post))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(Vote))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(GovernanceAction))]
[JsonSerializable(typeof(ReviewEntry))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(ForumEvent))]
[JsonSerializable(typeof(AllocationRecord))]
[JsonSerializable(typeof(ResponseWindow))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(IdempotencyRecord))]
[JsonSerializable(typeof(FeedEntry))]
[JsonSerializable(typeof(AuthoredContent))]
[JsonSerializable(typeof(Community))]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(AgentConfiguration))]
[JsonSerializable(typeof(SwitchPosition))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(LoopTurn))]
[JsonSerializable(typeof(PostSchedule))]
[JsonSerializable(typeof(PostRanking))]
[JsonSerializable(typeof(Highlights))]
[JsonSerializable(typeof(Ledger))]
[JsonSerializable(typeof(Poison))]
[JsonSerializable(typeof(AgentRun))]
[JsonSerializable(typeof(ModelHealth))]
[JsonSerializable(typeof(StreamRow))]
[JsonSerializable(typeof(MemoryRow))]
[JsonSerializable(typeof(QualityRow))]
[JsonSerializable(typeof(QualityFindings))]
[JsonSerializable(typeof(QualityProgress))]
[JsonSerializable(typeof(StyleRow))]
[JsonSerializable(typeof(ForumFigures))]
[JsonSerializable(typeof(FollowList))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(WebhookDelivery))]
internal sealed partial class RowJson : JsonSerializerContext;

/// <summary>The serializer options of rows.</summary>
internal static class StoredJson
{
    /// <summary>Chinese text is not escaped: it stays readable and has a third of the size.</summary>
    public static JsonSerializerOptions Options { get; } = new(RowJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
