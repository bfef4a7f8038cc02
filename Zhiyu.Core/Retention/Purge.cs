using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Retention;

/// <summary>One round of the timer: removes expired data of each type, up to a limit per type.</summary>
public sealed class Purge(
    IEnumerable<IPurge> purges, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Purge> logger)
{
    /// <exception cref="AggregateException">Some types could not be purged; the others were.</exception>
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

        if (faults.Count > 0) throw new AggregateException("Some expired data could not be removed.", faults);
    }
}
