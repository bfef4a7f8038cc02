namespace Zhiyu.Core.Budgets;

/// <summary>One change with a waiting caller. Several changes are written in one batch.</summary>
public abstract class LedgerChange(string agentId, string communityId)
{
    public LedgerId Agent { get; } = LedgerId.OfAgent(agentId);

    public LedgerId Community { get; } = LedgerId.OfCommunity(communityId);

    /// <summary>
    /// Applies the change to the ledgers, after the earlier changes of the batch. May be called again after a conflict.
    /// </summary>
    public abstract LedgerSet Apply(LedgerSet ledgers);

    /// <summary>The result of the last <see cref="Apply"/> is stored.</summary>
    public abstract void Complete();

    /// <summary>The write failed, and the change may or may not be stored.</summary>
    public abstract void Fail(Exception fault);
}

/// <typeparam name="TResult">The result for the caller.</typeparam>
public sealed class LedgerChange<TResult>(
    string agentId, string communityId, Func<LedgerSet, (LedgerSet Ledgers, TResult Result)> change)
    : LedgerChange(agentId, communityId)
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _done.Task;

    public override LedgerSet Apply(LedgerSet ledgers)
    {
        (ledgers, _result) = change(ledgers);
        return ledgers;
    }

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}
