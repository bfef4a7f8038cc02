using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Governance;

/// <summary>Removes old actions, then their entries in the audit index.</summary>
/// <remarks>Costs three storage transactions for each action, and two for each hundred.</remarks>
internal sealed class AuditPurge(
    AuditIndex index, IEnumerable<IActionStore> sources, IOptions<RetentionOptions> options) : IPurge
{
    private const int PageLength = 100;
    private const int MaxParallel = 16;

    public string What => "actions";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var after = AuditEntry.CursorBefore(now - options.Value.Audit);
        for (var removed = 0; ;)
        {
            var page = await index.NewestAsync(after, Math.Min(most - removed, PageLength), cancellationToken);
            if (page.Count == 0) return removed;
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
                async (entry, token) => await RemoveAsync(entry, token));
            await index.RemoveAsync(page, cancellationToken);
            removed += page.Count;
            if (removed == most) return removed;
        }
    }

    // The entry of an attempt that was never committed has the id of another action with another time.
    private async Task RemoveAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var source = sources.First(each => each.Handles(entry.TargetType));
        if ((await source.FindAsync(entry.ActionId, cancellationToken))?.At == entry.At)
            await source.RemoveAsync(entry.ActionId, cancellationToken);
    }
}
