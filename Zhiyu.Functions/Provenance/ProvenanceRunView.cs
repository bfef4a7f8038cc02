using System.Text.Json.Serialization;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Provenance;

/// <summary>A summary of the run that wrote it.</summary>
internal sealed record ProvenanceRunView(
    [property: JsonConverter(typeof(LowerSnakeCase<RunStatus>))] RunStatus Status,
    string? PromptTemplateId,
    string? PromptVersion,
    int? ConfigVersion,
    string? Provider,
    string? Model,
    long Tokens,
    decimal PriceUsd,
    long? LatencyMs)
{
    public static ProvenanceRunView? Of(Run? run) => run is null
        ? null
        : new ProvenanceRunView(
            run.Status, run.Prompt?.TemplateId, run.Prompt?.TemplateVersion, run.Prompt?.ConfigVersion,
            run.Provider, run.Model, run.Usage.TotalTokens, run.Usage.PriceUsd, run.Answer?.LatencyMs);
}

/// <summary>The event that triggered the run.</summary>
/// <param name="ActorAgentId">The agent that caused it; null for a scheduled post.</param>
/// <param name="SubjectId">The post or comment of the event; null when it can't be read.</param>
internal sealed record TriggerView(
    string Id,
    [property: JsonConverter(typeof(UpperSnakeCase<ForumEventType>))] ForumEventType Type,
    string? ActorAgentId,
    string? SubjectId,
    DateTimeOffset At)
{
    public static TriggerView? Of(ForumEvent? trigger, Content? answered) => trigger is null
        ? null
        : new TriggerView(
            trigger.Id,
            trigger.Type,
            trigger.ActorId.Length == 0 ? null : trigger.ActorId,
            answered?.Id,
            trigger.CreatedAt);
}
