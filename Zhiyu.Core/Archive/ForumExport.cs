using System.Runtime.CompilerServices;

namespace Zhiyu.Core.Archive;

/// <summary>Exports the forum as an archive, line by line.</summary>
public sealed class ForumExport(IForumArchive archive, TimeProvider clock)
{
    /// <summary>
    /// Reads the first row before the first line is returned, so that a storage outage is an error and not a partial
    /// file.
    /// </summary>
    public async IAsyncEnumerable<ArchiveLine> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = archive.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isRow = await rows.MoveNextAsync();
        yield return new ArchiveLine { Archive = new ArchiveHead(archive.Schema, clock.GetUtcNow()) };
        var count = 0L;
        for (; isRow; isRow = await rows.MoveNextAsync())
        {
            count++;
            yield return new ArchiveLine { Row = rows.Current };
        }

        yield return new ArchiveLine { End = new ArchiveEnd(count) };
    }
}
