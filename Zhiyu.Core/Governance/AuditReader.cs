using System.Globalization;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>
/// Reads the audit trail, newest first. A page costs a query or two reads, and one read for each action.
/// </summary>
public sealed class AuditReader(AuditIndex index, IEnumerable<IActionStore> sources)
{
    /// <summary>Actions of the whole forum. Attempts that were never committed are skipped.</summary>
    public Task<Page<GovernanceAction>> NewestAsync(
        string? cursor, int limit, CancellationToken cancellationToken) => Page.FillAsync(
            cursor,
            limit,
            (after, take) => index.NewestAsync(after, take, cancellationToken),
            entry => entry.Cursor,
            async entry => await FindAsync(entry.TargetType, entry.ActionId, cancellationToken) is { } action
                && action.At == entry.At ? action : null);

    /// <summary>Actions on one post, comment, agent or the runtime; null when there is no such target.</summary>
    /// <param name="before">The cursor: the number of the last action seen; null for the newest.</param>
    public async Task<Page<GovernanceAction>?> OfTargetAsync(
        string targetId, int? before, int limit, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.FindTrailAsync(targetId, cancellationToken) is not { } trail) continue;
            var newest = Math.Min(before - 1 ?? int.MaxValue, trail.Actions);
            var oldest = Math.Max(1, newest - limit + 1);
            var actions = await Task.WhenAll(Enumerable.Range(oldest, Math.Max(0, newest - oldest + 1)).Reverse()
                .Select(number => source.FindAsync(
                    GovernanceAction.IdOf(trail.Type, targetId, number), cancellationToken)));
            return new Page<GovernanceAction>(
                [.. actions.OfType<GovernanceAction>()],
                oldest > 1 && newest >= oldest ? oldest.ToString(CultureInfo.InvariantCulture) : null);
        }

        return null;
    }

    private Task<GovernanceAction?> FindAsync(
        GovernanceTarget type, string actionId, CancellationToken cancellationToken) =>
        sources.First(source => source.Handles(type)).FindAsync(actionId, cancellationToken);
}
