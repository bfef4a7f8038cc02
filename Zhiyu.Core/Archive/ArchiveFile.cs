using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Zhiyu.Core.Archive;

/// <summary>An archive that is read, more than once.</summary>
/// <param name="open">Opens it at its beginning.</param>
internal sealed class ArchiveFile(Func<Stream> open)
{
    /// <summary>Reads it all, and says what is wrong with it.</summary>
    /// <returns>The head; or, without one, the first fault with its line.</returns>
    public async Task<(ArchiveHead? Head, string Fault)> CheckAsync(
        IForumArchive archive, CancellationToken cancellationToken)
    {
        ArchiveHead? head = null;
        ArchiveEnd? end = null;
        var (number, rows) = (0L, 0L);
        try
        {
            await foreach (var line in LinesAsync(cancellationToken))
            {
                number++;
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
                else if (end is not null)
                {
                    return Fault(number, "Something follows the end.");
                }
                else if (line.Row is { } row)
                {
                    if (archive.FaultOf(row, head.Schema) is { } fault) return Fault(number, fault);
                    rows++;
                }
                else if ((end = line.End) is null || end.Rows != rows)
                {
                    return Fault(number, "It is neither a row nor the end of as many rows as there were.");
                }
            }
        }
        catch (JsonException fault)
        {
            return Fault(number + 1, fault.Message);
        }

        return end is null ? Fault(number, "It ends here, and was cut short: export it again.") : (head, "");
    }

    public async IAsyncEnumerable<ArchivedRow> RowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(cancellationToken))
            if (line.Row is { } row) yield return row;
    }

    private async IAsyncEnumerable<ArchiveLine> LinesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = open();
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            yield return JsonSerializer.Deserialize<ArchiveLine>(line, ArchiveLines.Options)
                ?? throw new JsonException("It is null.");
    }

    private static (ArchiveHead?, string) Fault(long line, string what) =>
        (null, string.Create(CultureInfo.InvariantCulture, $"Line {line}: {what}"));
}
