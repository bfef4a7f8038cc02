namespace Zhiyu.Core.Archive;

/// <summary>Makes the forum of an archive in an empty account.</summary>
/// <remarks>
/// The archive is read to its end before anything is written. An import that dies leaves a mark, by which the same
/// archive can be imported again over what there is of it, and no other.
/// </remarks>
internal sealed class ForumImport(IForumArchive archive)
{
    private const int MostRows = 200;

    /// <exception cref="InvalidDataException">The file is no longer the one that was checked.</exception>
    public async Task<ImportOutcome> RunAsync(Func<Stream> open, CancellationToken cancellationToken)
    {
        var file = new ArchiveFile(open);
        var (whole, fault) = await file.CheckAsync(archive, cancellationToken);
        if (whole is null) return new ImportOutcome.Refused(fault);
        switch (await archive.TryBeginAsync(whole, cancellationToken))
        {
            case ImportStart.NotEmpty:
                return new ImportOutcome.Refused(
                    "The account is not empty. Name another one in the settings, or delete its tables; an app that "
                    + "started in Development has seeded it.");
            case ImportStart.OfAnother:
                return new ImportOutcome.Refused(
                    "The import of another archive began here and did not end. Import that file again, or delete the "
                    + "account's tables.");
            default:
                return new ImportOutcome.Imported(await WriteAsync(file, whole, cancellationToken));
        }
    }

    private async Task<long> WriteAsync(
        ArchiveFile file, CheckedArchive whole, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var rows in file.RowsAsync(whole, cancellationToken).Chunk(MostRows))
        {
            await archive.WriteAsync(rows, whole.Head.Schema, cancellationToken);
            count += rows.Length;
        }

        await archive.EndAsync(cancellationToken);
        return count;
    }
}
