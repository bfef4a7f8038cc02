using System.Globalization;
using System.Runtime.CompilerServices;

namespace Zhiyu.Core.Archive;

/// <summary>An archive file that is read several times.</summary>
/// <param name="open">Opens the file at its beginning.</param>
internal sealed class ArchiveFile(Func<Stream> open)
{
    /// <summary>Reads the whole file and validates it.</summary>
    /// <returns>The checked archive; otherwise the first error with its line.</returns>
    public async Task<(CheckedArchive? Archive, string Fault)> CheckAsync(
        IForumArchive archive, CancellationToken cancellationToken)
    {
        ArchiveHead? head = null;
        ArchiveEnd? end = null;
        var (number, rows) = (0L, 0L);
        var order = new RowSequence();
        using var reader = new ArchiveReader(open());
        try
        {
            await foreach (var line in reader.LinesAsync(cancellationToken))
            {
                number++;
                if (end is not null) return Fault(number, "Something follows the end.");
                if (head is null)
                {
                    if (line.Archive is null) return Fault(number, "It is no archive: that begins with its head.");
                    if (line.Archive.Schema < 1 || line.Archive.Schema > archive.Schema)
                        return Fault(
                            number,
                            $"It is in schema version {line.Archive.Schema}, and this program knows 1 to "
                            + $"{archive.Schema}. Import it with the program that wrote it, or a later one.");
                    head = line.Archive;
                }
                else if (line.Row is { } row)
                {
                    if (archive.FaultOf(row, head.Schema) is { } fault) return Fault(number, fault);
                    order.Add(row);
                    rows++;
                }
                else if ((end = line.End) is null || end.Rows != rows)
                {
                    return Fault(number, "It is neither a row nor the end of as many rows as there were.");
                }
            }
        }
        catch (InvalidDataException fault)
        {
            return Fault(number + 1, fault.Message);
        }

        if (head is null || end is null) return Fault(number, "It ends here, and was cut short: export it again.");
        if (!order.IsStrict && await FindRepeatedAsync(rows, cancellationToken) is var repeated and > 0)
            return Fault(repeated, "This row is there twice.");
        return (new CheckedArchive(head, reader.Digest), "");
    }

    /// <exception cref="InvalidDataException">The file has changed since it was checked.</exception>
    public async IAsyncEnumerable<ArchivedRow> RowsAsync(
        CheckedArchive archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new ArchiveReader(open());
        await foreach (var line in reader.LinesAsync(cancellationToken))
            if (line.Row is { } row) yield return row;
        if (reader.Digest != archive.Digest)
            throw new InvalidDataException("The file changed while it was imported.");
    }

    /// <summary>The line of the first repeated row; 0 when there is none.</summary>
    private async Task<long> FindRepeatedAsync(long rows, CancellationToken cancellationToken)
    {
        for (var part = new RowSelection(rows); part.HasMore; part.Next())
        {
            var number = 0L;
            using var reader = new ArchiveReader(open());
            await foreach (var line in reader.LinesAsync(cancellationToken))
            {
                number++;
                if (line.Row is { } row && !part.TryAdd(row)) return number;
            }
        }

        return 0;
    }

    private static (CheckedArchive?, string) Fault(long line, string what) =>
        (null, string.Create(CultureInfo.InvariantCulture, $"Line {line}: {what}"));
}

/// <summary>An archive that was read to its end without an error.</summary>
/// <param name="Digest">Hex SHA-256 of the file, which identifies it.</param>
public sealed record CheckedArchive(ArchiveHead Head, string Digest);
