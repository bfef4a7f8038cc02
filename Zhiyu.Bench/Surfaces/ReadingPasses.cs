using Zhiyu.Bench.Audit;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Surfaces;

/// <summary>
/// Reads surfaces from end to end, again and again, while the forum changes and instances die, and compares each pass
/// with what was acknowledged before it began and has not changed since.
/// </summary>
internal sealed class ReadingPasses(IReadOnlyList<Surface> surfaces, Func<HttpClient> any, ContentLog log)
{
    // Finished pages are kept for a few seconds.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private readonly List<string> _findings = [];

    public IReadOnlyList<string> Findings => _findings;

    public int Passes { get; private set; }

    /// <summary>The number of requests that were repeated.</summary>
    public int Repeated { get; private set; }

    public async Task RunAsync(CancellationToken over, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var surface in surfaces.Where(surface => log.Written <= surface.MaxMeanwhile))
            {
                if (over.IsCancellationRequested) return;
                await PassAsync(surface, cancellationToken);
            }
        }
    }

    private async Task PassAsync(Surface surface, CancellationToken cancellationToken)
    {
        var reader = new SurfaceReader(any, cancellationToken);
        var (before, started) = (log.Read(), TimeProvider.System.GetTimestamp());
        var shown = await surface.ReadAsync(reader, ForumRows.None).ToListAsync(cancellationToken);
        var after = log.Read();
        var (readable, withheld) = Divide(before, after, started);
        _findings.AddRange(
        [
            .. from id in readable.Where(id => surface.HasComments || Ids.IsThread(id)).Except(shown)
               select $"{surface.Name} lacked {id} while instances died",
            .. from same in shown.CountBy(id => id)
               where same.Value > 1
               select $"{surface.Name} showed {same.Key} {same.Value} times while instances died",
            .. from id in shown.Intersect(withheld)
               select $"{surface.Name} showed {id}, which was withheld before",
        ]);
        Passes++;
        Repeated += reader.Repeated;
    }

    /// <summary>What was readable during all of the pass, and what was withheld during all of it.</summary>
    private static (IReadOnlyList<string> Readable, IReadOnlyList<string> Withheld) Divide(
        IReadOnlyDictionary<string, KnownContent> before,
        IReadOnlyDictionary<string, KnownContent> after,
        long started)
    {
        var sure = before.Where(each => each.Value.IsSure && ReferenceEquals(each.Value, after[each.Key])
                && TimeProvider.System.GetElapsedTime(each.Value.Since, started) > Settled)
            .ToDictionary(each => each.Key, each => each.Value.IsReadable);
        return (
            [.. sure.Keys.Where(id => sure[id] && sure.GetValueOrDefault(Ids.Thread(id)))],
            [.. sure.Keys.Where(id => !sure[id]
                || (sure.TryGetValue(Ids.Thread(id), out var isPostReadable) && !isPostReadable))]);
    }
}
