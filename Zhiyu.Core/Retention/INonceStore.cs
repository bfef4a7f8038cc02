namespace Zhiyu.Core.Retention;

/// <summary>Which nonces were used of late, as all instances know.</summary>
internal interface INonceStore
{
    /// <summary>How long a nonce is refused: twice the clock skew, so that no token outlives its record.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>Uses the nonce, unless it is still remembered; says whether it could be used.</summary>
    Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets nonces that were used before a time, at most so many; says how many. Reads all that are kept, a
    /// thousand in one storage transaction, and takes another one for each that it forgets.
    /// </summary>
    Task<int> ForgetAsync(DateTimeOffset usedBefore, int most, CancellationToken cancellationToken);
}
