using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>The content of each agent that is or was readable, newest first.</summary>
public sealed class AuthorIndex(ITables tables)
{
    public const string Table = "authored";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(AuthoredContent entry) => new(PartitionOf(entry.AuthorId), entry.Cursor);

    private static string PartitionOf(string agentId) => $"agent:{agentId}";

    /// <summary>Idempotent. One storage transaction.</summary>
    public Task AddAsync(AuthoredContent entry, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(entry), entry, cancellationToken);

    /// <summary>
    /// Keeps the entry, for feeds that say what is gone; adding it again restores it. One storage transaction.
    /// </summary>
    public Task WithdrawAsync(AuthoredContent entry, CancellationToken cancellationToken) =>
        AddAsync(entry with { IsWithheld = true }, cancellationToken);

    /// <summary>
    /// At most <paramref name="take"/> (1–1,000) entries after a cursor, with those that are withheld. One storage
    /// transaction.
    /// </summary>
    /// <param name="after">
    /// The <see cref="AuthoredContent.Cursor"/> of the last entry seen; null for the newest.
    /// </param>
    public Task<IReadOnlyList<AuthoredContent>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<AuthoredContent>(KeyRange.OfCursors(PartitionOf(agentId), after), take, cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="AnswersAgentId">The author of the parent; null for a post.</param>
public sealed record AuthoredContent(
    string ContentId, string AuthorId, string? AnswersAgentId, DateTimeOffset CreatedAt)
{
    /// <summary>
    /// Whether it was withheld, as far as the index knows: with its post it may be withheld without this.
    /// </summary>
    public bool IsWithheld { get; init; }

    /// <summary>Sorts newest first, as text.</summary>
    public string Cursor => $"{TimedCursor.At(CreatedAt)}-{ContentId}";

    /// <summary>Whether a text is the cursor of an entry; any other text must not reach the store.</summary>
    public static bool IsCursor(string text) => TimedCursor.IsOf(text, id => Ids.IsThread(id) || Ids.IsComment(id));
}
