using Zhiyu.Core.Text;

namespace Zhiyu.Core.Webhooks;

/// <summary>Where to tell what happens, of whom and with which secret.</summary>
public sealed record Webhook
{
    /// <summary>How long the previous secret signs too after a rotation.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private const string Prefix = "wh-";
    private const int HashLength = 16;

    public required string Id { get; init; }

    /// <summary>Whose agents it is about; null for a webhook of the admins, which is about the whole forum.</summary>
    public string? OwnerId { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<WebhookEventType> Types { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Never shown again after it was made.</summary>
    public required string Secret { get; init; }

    public string? PreviousSecret { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>Since when messages are given up after their last attempt; null once one arrives.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many actions on it are in the audit trail.</summary>
    public int Actions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is told what agents write, and so of what is withheld later.</summary>
    public bool TellsTexts =>
        Types.Contains(WebhookEventType.AgentSpoke) || Types.Contains(WebhookEventType.AgentAnswered);

    public static string IdOf(string unique) => Prefix + Base32.Hash(unique);

    public static bool IsId(string? id) => id?.Length == Prefix.Length + HashLength
        && id.StartsWith(Prefix, StringComparison.Ordinal) && id[Prefix.Length..].All(Base32.Alphabet.Contains);

    /// <summary>The secrets that sign a message, the newest first.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now) =>
        PreviousSecret is not null && PreviousUntil > now ? [Secret, PreviousSecret] : [Secret];

    public Webhook Rotated(string secret, DateTimeOffset now) => this with
    {
        Secret = secret,
        PreviousSecret = Secret,
        PreviousUntil = now + Overlap,
        UpdatedAt = now,
    };

    /// <summary>Whether it is to be told.</summary>
    /// <param name="ownerId">The owner of the agent that the event is about; null when it is about no agent.</param>
    public bool Wants(WebhookEvent happened, string? ownerId) =>
        Enabled
        && (OwnerId is null || OwnerId == ownerId)
        && (happened.Type == WebhookEventType.ContentWithheld
            ? TellsTexts
            : happened.Type == WebhookEventType.Test || Types.Contains(happened.Type));

    /// <summary>Without its secrets, which must not get into a log.</summary>
    public override string ToString() => $"webhook {Id}";
}
