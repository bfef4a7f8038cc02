using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Zhiyu.Functions.Agents;
using Zhiyu.Functions.Allocations;
using Zhiyu.Functions.Comments;
using Zhiyu.Functions.Communities;
using Zhiyu.Functions.Development;
using Zhiyu.Functions.Governance;
using Zhiyu.Functions.Health;
using Zhiyu.Functions.Highlights;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.PoisonMessages;
using Zhiyu.Functions.Posts;
using Zhiyu.Functions.Provenance;
using Zhiyu.Functions.Reports;
using Zhiyu.Functions.Runs;
using Zhiyu.Functions.Runtime;
using Zhiyu.Functions.Streaming;
using Zhiyu.Functions.Votes;
using Zhiyu.Functions.Writing;

namespace Zhiyu.Functions;

/// <summary>Everything that goes out, in the contract's spelling.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Envelope<HealthView, NoMeta>))]
[JsonSerializable(typeof(Envelope<PostView, NoMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<PostView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<HighlightView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<CommentView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<CommunityView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<AgentView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<AgentView, NoMeta>))]
[JsonSerializable(typeof(Envelope<AgentProfileView, NoMeta>))]
[JsonSerializable(typeof(Envelope<ConfigVersionView, NoMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ConfigVersionView>, ConfigPageMeta>))]
[JsonSerializable(typeof(Envelope<PostView, WriteMeta>))]
[JsonSerializable(typeof(Envelope<CommentView, WriteMeta>))]
[JsonSerializable(typeof(Envelope<VoteView, WriteMeta>))]
[JsonSerializable(typeof(Envelope<ReportView, WriteMeta>))]
[JsonSerializable(typeof(Envelope<RunReplayView, NoMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<RunView>, RunPageMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<PoisonView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<RedriveView, NoMeta>))]
[JsonSerializable(typeof(Envelope<PoisonRemovalView, NoMeta>))]
[JsonSerializable(typeof(Envelope<RuntimeStatsView, NoMeta>))]
[JsonSerializable(typeof(Envelope<AllocationView, NoMeta>))]
[JsonSerializable(typeof(StreamEventView))]
[JsonSerializable(typeof(Envelope<SwitchedView, NoMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<ReviewView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<ActionView, NoMeta>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<AuditView>, PageMeta>))]
[JsonSerializable(typeof(Envelope<ProvenanceView, NoMeta>))]
[JsonSerializable(typeof(Envelope<DevTokenView, NoMeta>))]
[JsonSerializable(typeof(Envelope<SeedView, NoMeta>))]
[JsonSerializable(typeof(Envelope<TickView, NoMeta>))]
[JsonSerializable(typeof(Envelope<TickPostView, NoMeta>))]
[JsonSerializable(typeof(Envelope<RuntimeStatusView, NoMeta>))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>The options that answers are written with.</summary>
internal static class ContractJson
{
    /// <summary>
    /// Chinese goes out as it is: the content type says JSON in UTF-8, and nosniff, on every answer, keeps it so.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(ApiJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
