namespace Zhiyu.Core.Retention;

/// <summary>Removes expired nonces.</summary>
internal sealed class NoncePurge(NonceStore nonces) : IPurge
{
    public string What => "nonces";

    // Twice the time for which they are refused, because the clock of another instance may be behind.
    public Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        nonces.ForgetAsync(now - (2 * NonceStore.Memory), most, cancellationToken);
}
