namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Makes certain that the event of one write is delivered, wherever its process crashes. It is the only difference
/// between a write of the data plane, which is called once, and one of a run, whose assignment is delivered again.
/// </summary>
public interface IEventDelivery
{
    /// <summary>Called once, before the first attempt.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Adds to the transaction the event, and what must be committed with it.</summary>
    void Join(Proposal.Change change);

    /// <summary>Called after a conflict. Returns whether the write is still to be done, by this process.</summary>
    Task<bool> IsPendingAsync(CancellationToken cancellationToken);

    /// <summary>Called after the commit.</summary>
    Task DeliverAsync(Proposal.Change change, CancellationToken cancellationToken);
}
