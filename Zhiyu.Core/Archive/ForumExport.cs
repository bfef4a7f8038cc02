using System.Runtime.CompilerServices;

namespace Zhiyu.Core.Archive;

/// <summary>The forum as an archive, line by line.</summary>
internal sealed class ForumExport(IForumArchive archive, TimeProvider clock)
{
    /// <summary>Storage that does not answer is found out before the first line.</summary>
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
