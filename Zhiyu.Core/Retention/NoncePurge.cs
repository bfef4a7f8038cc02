namespace Zhiyu.Core.Retention;

/// <summary>Removes nonces that are refused no more.</summary>
internal sealed class NoncePurge(INonceStore nonces) : IPurge
{
    public string What => "nonces";

    // Twice as long as they are refused: another instance's clock may still let their token pass.
    public Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        nonces.ForgetAsync(now - (2 * INonceStore.Memory), most, cancellationToken);
}
