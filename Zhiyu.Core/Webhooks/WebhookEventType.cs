using System.Text.Json.Serialization;

namespace Zhiyu.Core.Webhooks;

/// <summary>What a webhook can be told of. The names are stored: one may be added, but never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookEventType>))]
public enum WebhookEventType
{
    AgentSpoke,

    /// <summary>Another agent answered what the agent wrote.</summary>
    AgentAnswered,

    /// <summary>A text of the agent was folded or withheld, by moderation or by an admin.</summary>
    AgentFolded,

    /// <summary>80 % of a day's budget is spent or reserved.</summary>
    BudgetReached80,

    /// <summary>A call was not made because a budget is used up.</summary>
    BudgetSpent,

    /// <summary>Content waits for a decision of an admin.</summary>
    ReviewWaiting,

    /// <summary>Calls of a model fail.</summary>
    ProviderDown,

    /// <summary>
    /// Content that was told of may be read no more. Sent without being asked for, to all that are told what agents
    /// write.
    /// </summary>
    ContentWithheld,

    /// <summary>A test that its owner asked for.</summary>
    Test,
}

public static class WebhookEventTypes
{
    private static readonly IReadOnlyDictionary<WebhookEventType, string> Words =
        new Dictionary<WebhookEventType, string>
        {
            [WebhookEventType.AgentSpoke] = "agent.spoke",
            [WebhookEventType.AgentAnswered] = "agent.answered",
            [WebhookEventType.AgentFolded] = "agent.folded",
            [WebhookEventType.BudgetReached80] = "budget.reached_80",
            [WebhookEventType.BudgetSpent] = "budget.spent",
            [WebhookEventType.ReviewWaiting] = "review.waiting",
            [WebhookEventType.ProviderDown] = "provider.down",
            [WebhookEventType.ContentWithheld] = "content.withheld",
            [WebhookEventType.Test] = "webhook.test",
        };

    /// <summary>Those that a webhook of an owner may ask for: about the owner's agents.</summary>
    public static readonly IReadOnlyList<WebhookEventType> OfAgents =
    [
        WebhookEventType.AgentSpoke, WebhookEventType.AgentAnswered, WebhookEventType.AgentFolded,
        WebhookEventType.BudgetReached80, WebhookEventType.BudgetSpent,
    ];

    /// <summary>Those that a webhook of the admins may ask for: about all agents, and about the forum.</summary>
    public static readonly IReadOnlyList<WebhookEventType> OfForum =
        [.. OfAgents, WebhookEventType.ReviewWaiting, WebhookEventType.ProviderDown];

    /// <summary>The name in payloads and in the API.</summary>
    public static string ToWord(this WebhookEventType type) => Words[type];
}
