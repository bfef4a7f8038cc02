using System.Net;

namespace Zhiyu.Bench.Rig;

/// <summary>Repeats calls until an instance answers, as clients must do when instances crash.</summary>
internal static class Outage
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    // Longer than any outage.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <param name="call">The call, of any instance.</param>
    /// <param name="repeating">Called before each repetition.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <exception cref="HttpRequestException">The call was refused, or not answered for too long.</exception>
    public static async Task<T> OutlastAsync<T>(
        Func<Task<T>> call, Action repeating, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception fault) when (Explains(fault, cancellationToken))
            {
                if (TimeProvider.System.GetElapsedTime(started) > Limit)
                    throw new HttpRequestException(
                        $"Not answered for {Limit.TotalMinutes:0} min: {fault.Message}", fault, HttpStatusCode.GatewayTimeout);
                repeating();
                await Wait.ForAsync(RetryDelay, cancellationToken);
            }
        }
    }

    // A crashed process refuses or drops connections, or does not answer. One without storage answers 500 or 503, or
    // 401 when its own retried insert of a nonce looks like a reused token. Each attempt has a new signature.
    private static bool Explains(Exception fault, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && (fault is OperationCanceledException or ObjectDisposedException or IOException
            || fault is HttpRequestException
            {
                StatusCode: null or HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError,
            });
}
