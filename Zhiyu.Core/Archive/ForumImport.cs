namespace Zhiyu.Core.Archive;

/// <summary>Imports an archive into an empty account.</summary>
/// <remarks>
/// The archive is validated to its end before anything is written. An interrupted import leaves a mark, with which only
/// the same archive can be imported again over its rows.
/// </remarks>
internal sealed class ForumImport(IForumArchive archive)
{
    private const int MaxBatchSize = 200;

    /// <exception cref="InvalidDataException">The file has changed since it was checked.</exception>
    public async Task<ImportOutcome> RunAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        var file = new ArchiveFile(open);
        var (checkedArchive, fault) = await file.CheckAsync(archive, cancellationToken);
        if (checkedArchive is null) return new ImportOutcome.NothingImported(fault);
        switch (await archive.TryBeginAsync(checkedArchive, cancellationToken))
        {
            case ImportStart.NotEmpty:
                return new ImportOutcome.NothingImported(
                    "The account is not empty. Name another one in the settings, or delete its tables; an app that "
                    + "started in Development has seeded it.");
            case ImportStart.OfAnother:
                return new ImportOutcome.NothingImported(
                    "The import of another archive began here and did not end. Import that file again, or delete the "
                    + "account's tables.");
            default:
                return new ImportOutcome.Imported(await WriteAsync(file, checkedArchive, cancellationToken));
        }
    }

    private async Task<long> WriteAsync(
        ArchiveFile file, CheckedArchive checkedArchive, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var rows in file.RowsAsync(checkedArchive, cancellationToken).Chunk(MaxBatchSize))
        {
            await archive.WriteAsync(rows, checkedArchive.Head.Schema, cancellationToken);
            count += rows.Length;
        }

        await archive.EndAsync(cancellationToken);
        return count;
    }
}
