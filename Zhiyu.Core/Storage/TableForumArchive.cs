using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <param name="schema">The current schema by default.</param>
internal sealed class TableForumArchive(TableServiceClient tables, OverflowBlobs overflow, RowSchema? schema = null)
    : IForumArchive
{
    private const string At = "At";
    private const string Digest = "Digest";
    private const int MaxParallel = 16;

    // A transaction of Table Storage can have 100 rows and 4 MiB.
    private const int MaxChanges = 100;
    private const int MaxBytes = 3 * 1024 * 1024;

    private static readonly IReadOnlyList<string> Archived =
    [
        SharedTables.Directory, ThreadStore.Table, FeedIndex.Table, AuthorIndex.Table, AgentRuns.Table,
        IdempotencyStore.Table, AuditIndex.Table, ReviewIndex.Table, LedgerStore.Table, MemoryStore.Table,
        FollowStore.Table, SharedTables.Runtime,
    ];

    /// <summary>The mark of an import in progress.</summary>
    private static readonly TableKey ImportKey = new(RuntimeStore.Partition, "import");

    private readonly RowSchema _schema = schema ?? RowSchema.Current;

    public int Schema => _schema.Version;

    public async IAsyncEnumerable<ArchivedRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in Archived)
            await foreach (var entity in EntitiesAsync(table, cancellationToken))
                yield return await RowOfAsync(table, entity, cancellationToken);
    }

    public string? FaultOf(ArchivedRow row, int version) => ImportedRow.FaultOf(row, version, _schema);

    public async Task<ImportStart> TryBeginAsync(CheckedArchive archive, CancellationToken cancellationToken)
    {
        var runtime = tables.GetTableClient(SharedTables.Runtime);
        // A mark without a digest was written by an earlier version, which did not distinguish files.
        if (await runtime.FindAsync(ImportKey, cancellationToken) is { } mark)
            return mark.GetString(Digest) == archive.Digest ? ImportStart.Begun : ImportStart.OfAnother;
        foreach (var table in Archived)
            if (await EntitiesAsync(table, cancellationToken).AnyAsync(cancellationToken)) return ImportStart.NotEmpty;
        var begun = new TableEntity(ImportKey.Partition, ImportKey.Row)
        {
            [At] = archive.Head.At,
            [Digest] = archive.Digest,
        };
        return await runtime.TryAddAsync(begun, cancellationToken) ? ImportStart.Begun : ImportStart.OfAnother;
    }

    public Task WriteAsync(IReadOnlyList<ArchivedRow> rows, int version, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            rows.GroupBy(row => (row.Table, row.Partition)),
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (partition, token) => await WriteAsync(
                tables.GetTableClient(partition.Key.Table), partition.Select(row => EncodedOf(row, version)), token));

    public Task EndAsync(CancellationToken cancellationToken) => tables.GetTableClient(SharedTables.Runtime)
        .DeleteEntityAsync(ImportKey.Partition, ImportKey.Row, ETag.All, cancellationToken);

    private IAsyncEnumerable<TableEntity> EntitiesAsync(string table, CancellationToken cancellationToken) => tables
        .GetTableClient(table)
        .QueryAsync<TableEntity>(cancellationToken: cancellationToken)
        .Where(entity => IsArchived(table, new TableKey(entity.PartitionKey, entity.RowKey)));

    public static bool IsArchived(string table, TableKey key) => (table, key) switch
    {
        _ when !Archived.Contains(table) => false,
        (SharedTables.Runtime, _) => key != RuntimeStore.HeartbeatKey && key != RuntimeStore.LoopTurnKey
            && key != ImportKey && key.Partition != ModelHealthStore.Partition,
        (FeedIndex.Table, _) => key.Partition != Rankings.Partition,
        _ => true,
    };

    private async Task<ArchivedRow> RowOfAsync(string table, TableEntity entity, CancellationToken cancellationToken)
    {
        var kind = RowTypes.Of(table, new TableKey(entity.PartitionKey, entity.RowKey));
        var blob = RowCodec.OverflowNameOf(entity) is { } name
            ? await overflow.GetAsync(name, cancellationToken)
            : null;
        return new ArchivedRow(
            table, entity.PartitionKey, entity.RowKey, kind?.Name,
            kind is null ? null : RowCodec.DecodeJson(entity, kind, blob, _schema));
    }

    // Decodes and encodes the typed row, so that no unreadable row is written.
    private EncodedRow EncodedOf(ArchivedRow row, int version) =>
        RowTypes.Of(row.Table, KeyOf(row)) is { } kind
            ? RowCodec.EncodeWithOverflow(
                _schema.Upgrade(kind, version, (JsonObject)row.Value!.DeepClone())
                    .Deserialize(kind, StoredJson.Options)!,
                KeyOf(row),
                _schema)
            : new EncodedRow(new TableEntity(row.Partition, row.Key), Overflow: null);

    private static TableKey KeyOf(ArchivedRow row) => new(row.Partition, row.Key);

    private async Task WriteAsync(
        TableClient table, IEnumerable<EncodedRow> rows, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> changes = [];
        var length = 0;
        foreach (var row in rows)
        {
            if (row.Overflow is { } content) await overflow.PutAsync(content, cancellationToken);
            if (changes.Count == MaxChanges || length + LengthOf(row.Entity) > MaxBytes)
            {
                await table.SubmitTransactionAsync(changes, cancellationToken);
                (changes, length) = ([], 0);
            }

            changes.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row.Entity));
            length += LengthOf(row.Entity);
        }

        await table.SubmitTransactionAsync(changes, cancellationToken);
    }

    private static int LengthOf(TableEntity entity) => entity.Sum(property => property.Value switch
    {
        string text => Encoding.UTF8.GetMaxByteCount(text.Length),
        byte[] bytes => bytes.Length * 4 / 3, // base64 in the request
        _ => 0,
    });
}
