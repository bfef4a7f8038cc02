using System.Text.Json.Serialization;
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

/// <summary>All types in responses; <see cref="ContractJson"/> defines how they are serialized.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
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
