using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

internal sealed class TableThreadStore(TableServiceClient tables, OverflowBlobs overflow) : IThreadStore
{
    private const string AfterComments = "comment;"; // ';' follows ':'

    private readonly TableClient _table = tables.GetTableClient(Keys.Threads);

    public async Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        var entity = await _table.FindAsync(Keys.Of(typeof(TRow), id), cancellationToken);
        return entity is null
            ? null
            : new Stored<TRow>(await DecodeAsync<TRow>(entity, cancellationToken), entity.ETag.ToString());
    }

    public async Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            threadId, Keys.CommentAt(sequence), AfterComments, take, cancellationToken);
        return await Task.WhenAll(rows.Select(row => DecodeAsync<Comment>(row, cancellationToken)));
    }

    // Removes the row before its blobs, because a row without its blob can't be read.
    public async Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        var key = Keys.Of(typeof(TRow), id);
        try
        {
            // The client does not throw when the row does not exist.
            await _table.DeleteEntityAsync(
                key.Partition, key.Row, tag is null ? ETag.All : new ETag(tag), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }

        await overflow.RemoveAllAsync(key, cancellationToken);
        return true;
    }

    public async Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = transaction.Changes
            .Select(change => (change.ETag, Row: RowCodec.EncodeWithOverflow(change.Row, Keys.Of(change.Row))))
            .ToList();
        // Written before the rows that name them. Blobs that a conflict leaves behind are never read and only use
        // space.
        foreach (var (_, row) in rows)
            if (row.Overflow is { } content) await overflow.PutAsync(content, cancellationToken);
        try
        {
            var responses = await _table.SubmitTransactionAsync(
                rows.Select(each => TableReads.Put(each.Row.Entity, each.ETag)), cancellationToken);
            return new CommitResult.Committed(
                [.. responses.Value.Select(response => response.Headers.ETag.ToString()!)]);
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return new CommitResult.Conflict();
        }
    }

    private async Task<TRow> DecodeAsync<TRow>(TableEntity entity, CancellationToken cancellationToken) =>
        RowCodec.OverflowNameOf(entity) is { } name
            ? RowCodec.DecodeOverflow<TRow>(entity, await overflow.GetAsync(name, cancellationToken))
            : RowCodec.Decode<TRow>(entity);
}
