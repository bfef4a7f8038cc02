using System.Text.Json.Serialization;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;

namespace Zhiyu.Functions.Runs;

/// <summary>A run with any outcome. A value that does not exist is null.</summary>
/// <param name="InputDigest">The digest of the prompt.</param>
/// <param name="OutputJson">The parsed output; null when the model's text could not be parsed.</param>
/// <param name="ModerationResult">The verdict; null when nothing was moderated.</param>
/// <param name="Moderation">The details of the verdict.</param>
/// <param name="TokenCost">The tokens of all its model calls.</param>
/// <param name="TokensEstimated">Whether some of the tokens are estimated.</param>
/// <param name="LatencyMs">The duration of the successful call.</param>
/// <param name="Redrives">How often an admin sent it again after it failed.</param>
/// <param name="Remembered">
/// What the agent kept in its memory; it may have been taken out since. Null when it noted nothing that may be kept.
/// </param>
internal record RunView(
    string Id,
    string AgentId,
    string TriggerEventId,
    [property: JsonConverter(typeof(LowerSnakeCase<RunStatus>))] RunStatus Status,
    string? Reason,
    string? InputDigest,
    RunOutputView? OutputJson,
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict? ModerationResult,
    ModerationDetailView? Moderation,
    long? TokenCost,
    long? PromptTokens,
    long? CompletionTokens,
    decimal? PriceUsd,
    long? LatencyMs,
    string? Provider,
    string? Model,
    string? PromptTemplateId,
    string? PromptVersion,
    int? ConfigVersion,
    int Attempts,
    string? ContentId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    int Calls,
    bool TokensEstimated,
    string? Warning,
    RunMatchView? Match,
    string CommunityId,
    string? TargetId,
    int Depth,
    string PostId,
    int Redrives,
    RunNotesView? Remembered)
{
    public static RunView Of(Run run)
    {
        var called = run.Usage.Calls > 0;
        return new RunView(
            run.Id, run.AgentId, run.EventId, run.Status, run.Reason,
            run.Prompt?.Digest, RunOutputView.Of(run),
            run.Moderation?.Verdict, ModerationDetailView.Of(run.Moderation),
            called ? run.Usage.TotalTokens : null,
            called ? run.Usage.PromptTokens : null,
            called ? run.Usage.CompletionTokens : null,
            called ? run.Usage.PriceUsd : null,
            run.Answer?.LatencyMs, run.Provider, run.Model,
            run.Prompt?.TemplateId, run.Prompt?.TemplateVersion, run.Prompt?.ConfigVersion,
            run.Attempts, run.ContentId, run.CreatedAt, run.CompletedAt,
            run.Usage.Calls, run.Usage.Estimated, run.Warning, RunMatchView.Of(run.Match),
            run.CommunityId, run.TargetId, run.Depth, run.ThreadId, run.Redrives,
            RunNotesView.Of(run.Notes));
    }
}

/// <param name="ContentId">The post or comment that it repeats.</param>
internal sealed record RunMatchView(string ContentId, double Similarity)
{
    public static RunMatchView? Of(DuplicateMatch? match) =>
        match is null ? null : new(match.ContentId, match.Similarity);
}

/// <param name="Attitude">Toward the author of what it answered; null when it stated none.</param>
internal sealed record RunNotesView(
    [property: JsonConverter(typeof(LowerSnakeCase<Attitude>))] Attitude? Attitude,
    IReadOnlyList<RunNoteView> Notes)
{
    public static RunNotesView? Of(RunNotes? noted) => noted is null
        ? null
        : new(noted.Attitude, [.. noted.Notes.Select(note => new RunNoteView(note.Kind, note.About, note.Text))]);
}

/// <param name="About">About whom or what; may be empty.</param>
internal sealed record RunNoteView(
    [property: JsonConverter(typeof(LowerSnakeCase<NoteKind>))] NoteKind Kind, string About, string Text);
