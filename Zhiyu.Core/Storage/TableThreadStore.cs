using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage;

internal sealed class TableThreadStore(TableServiceClient tables) : IThreadStore
{
    private const string AfterComments = "comment;"; // ';' follows ':'

    private readonly TableClient _table = tables.GetTableClient(Keys.Threads);

    public async Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        var entity = await _table.FindAsync(Keys.Of(typeof(TRow), id), cancellationToken);
        return entity is null ? null : new Stored<TRow>(RowCodec.Decode<TRow>(entity), entity.ETag.ToString());
    }

    public async Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            threadId, Keys.CommentAt(sequence), AfterComments, take, cancellationToken);
        return [.. rows.Select(RowCodec.Decode<Comment>)];
    }

    public async Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await _table.SubmitTransactionAsync(transaction.Changes.Select(ActionOf), cancellationToken);
            return new CommitResult.Committed([.. answers.Value.Select(answer => answer.Headers.ETag.ToString()!)]);
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return new CommitResult.Conflict();
        }
    }

    private static TableTransactionAction ActionOf(ThreadChange change)
    {
        var entity = RowCodec.Encode(change.Row, Keys.Of(change.Row));
        return change.ETag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, new ETag(tag))
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }
}
