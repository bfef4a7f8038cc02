using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// The phases of a graceful shutdown. Receiving ends at once. Running functions are cancelled at once when
/// FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING is true, otherwise after the timeout.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // How long a function may run after it was cancelled. Then its message is released anyway.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _functions;
    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _registration;

    public StopSignals(
        IHostApplicationLifetime lifetime, IConfiguration configuration, LocalHostOptions options, TimeProvider time)
    {
        _functions = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Receiving = lifetime.ApplicationStopping;
        _registration = Receiving.Register(() =>
        {
            var drain = configuration["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"];
            _functions.CancelAfter(bool.TryParse(drain, out var atOnce) && atOnce ? TimeSpan.Zero : options.StopLimit);
            _end.CancelAfter(options.StopLimit + GracePeriod);
        });
    }

    /// <summary>Cancelled when no new work may be accepted.</summary>
    public CancellationToken Receiving { get; }

    /// <summary>Cancelled when running functions must stop.</summary>
    public CancellationToken Functions => _functions.Token;

    /// <summary>Cancelled when the host no longer waits for running functions.</summary>
    public CancellationToken Over => _end.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _functions.Dispose();
        _end.Dispose();
    }
}
