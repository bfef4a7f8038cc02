using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

internal sealed class TableThreadStore(TableServiceClient tables, OverflowBlobs spilled) : IThreadStore
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

    // The blobs after the row that names one of them: a row without its blob could not be read.
    public async Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        var key = Keys.Of(typeof(TRow), id);
        try
        {
            // The client takes it for done when there is no such row.
            await _table.DeleteEntityAsync(
                key.Partition, key.Row, tag is null ? ETag.All : new ETag(tag), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }

        await spilled.RemoveAllAsync(key, cancellationToken);
        return true;
    }

    public async Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = transaction.Changes
            .Select(change => (change.ETag, Row: RowCodec.EncodeOrSpill(change.Row, Keys.Of(change.Row))))
            .ToList();
        // Before the rows that name them. What a conflict leaves behind is never read, and costs its room only.
        foreach (var (_, row) in rows)
            if (row.Spilled is { } content) await spilled.PutAsync(content, cancellationToken);
        try
        {
            var answers = await _table.SubmitTransactionAsync(
                rows.Select(each => TableReads.Put(each.Row.Entity, each.ETag)), cancellationToken);
            return new CommitResult.Committed([.. answers.Value.Select(answer => answer.Headers.ETag.ToString()!)]);
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return new CommitResult.Conflict();
        }
    }

    private async Task<TRow> DecodeAsync<TRow>(TableEntity entity, CancellationToken cancellationToken) =>
        RowCodec.SpillOf(entity) is { } name
            ? RowCodec.DecodeSpilled<TRow>(entity, await spilled.GetAsync(name, cancellationToken))
            : RowCodec.Decode<TRow>(entity);
}
