using System.Security.Cryptography;
using System.Text;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Follows;

/// <summary>Stores what people follow, one row each.</summary>
/// <remarks>A person who follows nothing and has no mark has no row.</remarks>
public sealed class FollowStore(ITables tables, TimeProvider clock)
{
    public const string Table = "follows";

    private const string Row = "list";

    private readonly ITable _table = tables.Open(Table);

    /// <summary>A hash, because a person's id may be any text.</summary>
    public static TableKey KeyOf(string personId) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(personId))), Row);

    /// <summary>Whether a key can be that of a person.</summary>
    public static bool IsKey(TableKey key) => key.Row == Row
        && key.Partition.Length == 2 * SHA256.HashSizeInBytes && key.Partition.All(char.IsAsciiHexDigitLower);

    /// <summary>One storage transaction.</summary>
    public async Task<FollowList> ReadAsync(string personId, CancellationToken cancellationToken) =>
        await _table.FindRowAsync<FollowList>(KeyOf(personId), cancellationToken) ?? FollowList.Empty;

    /// <summary>Changes the list and returns it. One storage transaction, and one more if anything changes.</summary>
    public Task<FollowList> ChangeAsync(
        string personId, FollowChange change, CancellationToken cancellationToken) => OptimisticRetry.RunAsync(
            "What a person follows kept changing.",
            token => TryChangeAsync(KeyOf(personId), change, token),
            cancellationToken);

    // Null when another request was faster.
    private async Task<FollowList?> TryChangeAsync(
        TableKey key, FollowChange change, CancellationToken cancellationToken)
    {
        var stored = await _table.FindAsync<FollowList>(key, cancellationToken);
        var before = stored?.Row ?? FollowList.Empty;
        var after = before.After(change, clock.GetUtcNow());
        if (after.IsSameAs(before)) return before;
        var write = after.IsEmpty && stored is not null
            ? new TableChange.Remove(key, stored.ETag)
            : TableChange.Write(key, after, stored?.ETag);
        return await _table.CommitAsync([write], cancellationToken) is CommitResult.Committed ? after : null;
    }
}
