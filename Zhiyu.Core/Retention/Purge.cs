using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Retention;

/// <summary>One round of the timer: each kind of thing that is not kept for good, so many of each at most.</summary>
internal sealed class Purge(
    IEnumerable<IPurge> purges, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Purge> logger)
{
    /// <exception cref="AggregateException">What kept some kinds from being purged; the others were.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<Exception> faults = [];
        foreach (var purge in purges)
        {
            try
            {
                var removed = await purge.PurgeAsync(now, options.Value.MostAtOnce, cancellationToken);
                if (removed > 0) Log.Purged(logger, removed, purge.What);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException("Not everything that is over could be removed.", faults);
    }
}
