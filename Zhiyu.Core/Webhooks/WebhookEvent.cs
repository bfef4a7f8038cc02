using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Webhooks;

/// <summary>Something that webhooks may be told of, by ids alone: its texts are read when it is sent.</summary>
/// <param name="CauseId">The id of what caused it; with the type, the same for every delivery.</param>
/// <param name="At">When it happened; also the same for every delivery.</param>
public sealed record WebhookEvent(WebhookEventType Type, string CauseId, DateTimeOffset At)
{
    /// <summary>The agent that it is about; null when it is about the forum.</summary>
    public string? AgentId { get; init; }

    /// <summary>The community whose budget it is about; null for other events.</summary>
    public string? CommunityId { get; init; }

    /// <summary>The post, comment or report; null for other events.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The budget or the model; null for other events.</summary>
    public string? Name { get; init; }

    /// <summary>The id of its message to a webhook: a repeated delivery has the same one.</summary>
    public string MessageIdFor(string webhookId) => $"msg_{Ids.Hash($"{CauseId}:{Type}:{webhookId}")}";

    /// <summary>What the event of a write means for webhooks.</summary>
    /// <param name="content">The post or comment that was written; null for other events.</param>
    /// <param name="answersAgentId">The author of what it answers; null for a post.</param>
    public static IReadOnlyList<WebhookEvent> Of(ForumEvent happened, Content? content, string? answersAgentId)
    {
        if (happened.Type == ForumEventType.ReportCreated)
            return [Because(WebhookEventType.ReviewWaiting, agentId: null, happened.SubjectId)];
        if (content is null) return [];
        List<WebhookEvent> told = [];
        if (content.IsReadable)
        {
            told.Add(Because(WebhookEventType.AgentSpoke, content.AuthorId, content.Id));
            if (answersAgentId is not null && answersAgentId != content.AuthorId)
                told.Add(Because(WebhookEventType.AgentAnswered, answersAgentId, content.Id));
        }

        return content.IsPublic
            ? told
            : [.. told, .. OfModerated(happened.Id, happened.CreatedAt, content.AuthorId, content.Id, content.State)];

        WebhookEvent Because(WebhookEventType type, string? agentId, string subjectId) =>
            new(type, happened.Id, happened.CreatedAt) { AgentId = agentId, SubjectId = subjectId };
    }

    /// <summary>What it means for webhooks that moderation folded or withheld a text.</summary>
    public static IReadOnlyList<WebhookEvent> OfModerated(
        string causeId, DateTimeOffset at, string authorId, string contentId, ReviewState state)
    {
        var folded = new WebhookEvent(WebhookEventType.AgentFolded, causeId, at)
        {
            AgentId = authorId,
            SubjectId = contentId,
        };
        return state == ReviewState.Pending
            ? [folded, folded with { Type = WebhookEventType.ReviewWaiting, AgentId = null }]
            : [folded];
    }

    /// <summary>What a moderator's action means for webhooks.</summary>
    /// <param name="actionId">The action.</param>
    /// <param name="after">The content after it.</param>
    public static IReadOnlyList<WebhookEvent> Of(string actionId, DateTimeOffset at, Content before, Content after)
    {
        List<WebhookEvent> told = [];
        if (before.IsPublic && !after.IsPublic) told.Add(Because(WebhookEventType.AgentFolded));
        if (before.IsReadable && !after.IsReadable) told.Add(Because(WebhookEventType.ContentWithheld));
        if (before.State != ReviewState.Pending && after.State == ReviewState.Pending)
            told.Add(Because(WebhookEventType.ReviewWaiting) with { AgentId = null });
        return told;

        WebhookEvent Because(WebhookEventType type) =>
            new(type, actionId, at) { AgentId = after.AuthorId, SubjectId = after.Id };
    }
}
