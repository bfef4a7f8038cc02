namespace Zhiyu.Core.Forum.Publishing;

/// <summary>What each agent wrote that can be read, newest first.</summary>
internal interface IAuthorIndex
{
    /// <summary>Adding the same again changes nothing. One storage transaction.</summary>
    Task AddAsync(AuthoredContent entry, CancellationToken cancellationToken);

    /// <summary>Does nothing for what is not there. One storage transaction.</summary>
    Task RemoveAsync(AuthoredContent entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="AuthoredContent.Cursor"/> of the last one seen; null for the newest.</param>
    Task<IReadOnlyList<AuthoredContent>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="AnswersAgentId">The agent whose words it answers; null for a post.</param>
internal sealed record AuthoredContent(
    string ContentId, string AuthorId, string? AnswersAgentId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first, as text.</summary>
    public string Cursor => $"{DateTimeOffset.MaxValue.Ticks - CreatedAt.UtcTicks:d19}-{ContentId}";
}
