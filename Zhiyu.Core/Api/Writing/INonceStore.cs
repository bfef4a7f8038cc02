namespace Zhiyu.Core.Api.Writing;

/// <summary>Which nonces were used of late, as all instances know.</summary>
internal interface INonceStore
{
    /// <summary>How long a nonce is refused: twice the clock skew, so that no token outlives its record.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>Uses the nonce, unless it is still remembered; says whether it could be used.</summary>
    Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken);
}
