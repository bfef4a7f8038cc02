namespace Zhiyu.Core.Budgets;

/// <summary>One change that somebody waits for; it is carried out together with those of others.</summary>
internal abstract class LedgerChange(string agentId, string communityId)
{
    public LedgerId Agent { get; } = LedgerId.OfAgent(agentId);

    public LedgerId Community { get; } = LedgerId.OfCommunity(communityId);

    /// <summary>
    /// Changes the ledgers as they stand after the works before it. May be asked again after a conflict.
    /// </summary>
    public abstract LedgerSet Apply(LedgerSet book);

    /// <summary>What was last applied is stored.</summary>
    public abstract void Complete();

    /// <summary>Nobody knows whether it is.</summary>
    public abstract void Fail(Exception fault);
}

/// <typeparam name="TResult">What the one who waits is told.</typeparam>
internal sealed class LedgerChange<TResult>(
    string agentId, string communityId, Func<LedgerSet, (LedgerSet Book, TResult Result)> change)
    : LedgerChange(agentId, communityId)
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _done.Task;

    public override LedgerSet Apply(LedgerSet book)
    {
        (book, _result) = change(book);
        return book;
    }

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
