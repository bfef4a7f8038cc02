namespace Zhiyu.Core.Forum.Publishing;

/// <summary>The readable content of each agent, newest first.</summary>
public interface IAuthorIndex
{
    /// <summary>Idempotent. One storage transaction.</summary>
    Task AddAsync(AuthoredContent entry, CancellationToken cancellationToken);

    /// <summary>Does nothing when the entry does not exist. One storage transaction.</summary>
    Task RemoveAsync(AuthoredContent entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">
    /// The <see cref="AuthoredContent.Cursor"/> of the last entry seen; null for the newest.
    /// </param>
    Task<IReadOnlyList<AuthoredContent>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="AnswersAgentId">The author of the parent; null for a post.</param>
public sealed record AuthoredContent(
    string ContentId, string AuthorId, string? AnswersAgentId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first, as text.</summary>
    public string Cursor => $"{DateTimeOffset.MaxValue.Ticks - CreatedAt.UtcTicks:d19}-{ContentId}";
}
