using Zhiyu.Core.Tables;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Retention;

/// <summary>
/// Stores recently used nonces for all instances, one row each. A nonce that is old enough can be used again, in the
/// same row.
/// </summary>
internal sealed class NonceStore(ITables tables)
{
    public const string Table = "nonces";

    /// <summary>
    /// How long a nonce is refused: twice the allowed clock skew, so that no token is valid after its nonce was
    /// removed.
    /// </summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private const int MaxParallel = 16;

    private readonly ITable _table = tables.Open(Table);

    private static TableKey KeyOf(string nonce) => new(Base32.Hash(nonce), "nonce");

    /// <summary>Marks the nonce as used; returns false when it was used recently.</summary>
    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (key, mark) = (KeyOf(nonce), new Mark(UsedAt: now));
        if (await _table.AddAsync(key, mark, cancellationToken)) return true;

        if (await _table.FindAsync<Mark>(key, cancellationToken) is { } used)
        {
            if (now - used.Row.UsedAt <= Memory) return false;
            var replaced = await _table.CommitAsync(
                [new TableChange.Replace(key, mark, used.ETag)], cancellationToken);
            if (replaced is CommitResult.Committed) return true;
        }

        // It was removed in the meantime, or another caller used it. The first caller to add it now may use it.
        return await _table.AddAsync(key, mark, cancellationToken);
    }

    /// <summary>
    /// Removes nonces that were used before a time, at most <paramref name="most"/>; returns how many. Costs one
    /// storage transaction per 1,000 stored nonces and one per removed nonce.
    /// </summary>
    public async Task<int> ForgetAsync(DateTimeOffset usedBefore, int most, CancellationToken cancellationToken)
    {
        // Keys are hashes, so no key range contains the old nonces. Old rows are removed regularly, so few rows are
        // read.
        var old = await _table.MarksUsedBeforeAsync(usedBefore, most, cancellationToken);
        await Parallel.ForEachAsync(
            old,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            // One that was used again since it was read is kept.
            async (nonce, token) => await _table.RemoveAsync(nonce.Key, nonce.ETag, token));
        return old.Count;
    }
}
