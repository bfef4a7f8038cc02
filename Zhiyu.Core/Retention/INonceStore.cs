namespace Zhiyu.Core.Retention;

/// <summary>Stores recently used nonces for all instances.</summary>
internal interface INonceStore
{
    /// <summary>
    /// How long a nonce is refused: twice the allowed clock skew, so that no token is valid after its nonce was
    /// removed.
    /// </summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>Marks the nonce as used; returns false when it was used recently.</summary>
    Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes nonces that were used before a time, at most <paramref name="most"/>; returns how many. Costs one
    /// storage transaction per 1,000 stored nonces and one per removed nonce.
    /// </summary>
    Task<int> ForgetAsync(DateTimeOffset usedBefore, int most, CancellationToken cancellationToken);
}
