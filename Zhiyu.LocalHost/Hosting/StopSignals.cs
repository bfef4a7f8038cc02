using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// What a stop means: receiving ends at once; running functions are told at once when
/// FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING is true, otherwise when the limit has passed.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // A function that was told at the limit gets this much to end; after it, its message is given back anyway.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _told;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _registration;

    public StopSignals(
        IHostApplicationLifetime lifetime, IConfiguration configuration, LocalHostOptions options, TimeProvider time)
    {
        _told = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Receiving = lifetime.ApplicationStopping;
        _registration = Receiving.Register(() =>
        {
            var drain = configuration["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"];
            _told.CancelAfter(bool.TryParse(drain, out var atOnce) && atOnce ? TimeSpan.Zero : options.StopLimit);
            _over.CancelAfter(options.StopLimit + Grace);
        });
    }

    /// <summary>Cancelled when nothing new may be taken up.</summary>
    public CancellationToken Receiving { get; }

    /// <summary>Cancelled when running functions are asked to end.</summary>
    public CancellationToken Functions => _told.Token;

    /// <summary>Cancelled when nothing waits for running functions any more.</summary>
    public CancellationToken Over => _over.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _told.Dispose();
        _over.Dispose();
    }
}
