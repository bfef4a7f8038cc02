namespace Zhiyu.Core.Archive;

/// <summary>Makes the forum of an archive in an empty account.</summary>
/// <remarks>
/// The archive is read to its end before anything is written. An import that dies leaves a mark, by which the same
/// archive can be imported again over what there is of it, and no other.
/// </remarks>
internal sealed class ForumImport(IForumArchive archive)
{
    private const int MostRows = 200;

    public async Task<ImportOutcome> RunAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        var file = new ArchiveFile(open);
        var (head, fault) = await file.CheckAsync(archive, cancellationToken);
        if (head is null) return new ImportOutcome.Refused(fault);
        if (!await archive.TryBeginAsync(head, cancellationToken))
            return new ImportOutcome.Refused(
                "The account is not empty. Name another one in the settings, or delete its tables; an app that started "
                + "in Development has seeded it.");

        var count = 0L;
        await foreach (var rows in file.RowsAsync(cancellationToken).Chunk(MostRows))
        {
            await archive.WriteAsync(rows, head.Schema, cancellationToken);
            count += rows.Length;
        }

        await archive.EndAsync(cancellationToken);
        return new ImportOutcome.Imported(count);
    }
}
