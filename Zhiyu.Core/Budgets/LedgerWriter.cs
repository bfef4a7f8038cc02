using System.Threading.Channels;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// Carries out the changes of one process in batches: all that wait are written in one transaction, so that executors
/// of one instance do not get in each other's way, and many share what one write costs.
/// </summary>
/// <remarks>
/// What it remembers of the ledgers saves reading them again and is never trusted: the tags decide. Losing the process
/// loses nothing but works that nobody waits for any more.
/// </remarks>
internal sealed class LedgerWriter(ILedgerStore store)
{
    // Each work touches an agent, a community and the forum, and a transaction holds 100 rows.
    private const int MostAtOnce = 40;

    // Of all who write at the same time one gets through, and who loses goes on at once: among 20 instances hardly ever
    // more than 100 in a row.
    private const int MostTries = 200;

    // Bounds the memory; when it is reached, all is read again.
    private const int MostRemembered = 5_000;

    private readonly Channel<LedgerChange> _waiting = Channel.CreateUnbounded<LedgerChange>();
    private readonly Dictionary<LedgerId, StoredLedger> _remembered = [];
    private int _isWriting;

    /// <exception cref="LedgerBusyException">Others were faster every time.</exception>
    public async Task<TResult> DoAsync<TResult>(LedgerChange<TResult> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _waiting.Writer.TryWrite(work);
        if (Interlocked.Exchange(ref _isWriting, 1) == 0) _ = Task.Run(WriteAllAsync, CancellationToken.None);
        return await work.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAllAsync()
    {
        do
        {
            while (TakeBatch() is { Count: > 0 } batch) await FinishAsync(batch);
            Interlocked.Exchange(ref _isWriting, 0);
        }
        // A work may have come between the last look and laying down the pen.
        while (_waiting.Reader.TryPeek(out _) && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private List<LedgerChange> TakeBatch()
    {
        var batch = new List<LedgerChange>();
        while (batch.Count < MostAtOnce && _waiting.Reader.TryRead(out var work)) batch.Add(work);
        return batch;
    }

    private async Task FinishAsync(List<LedgerChange> batch)
    {
        try
        {
            var tries = 0;
            while (!await TryAsync(batch))
                if (++tries == MostTries) throw new LedgerBusyException();
            batch.ForEach(work => work.Complete());
        }
        catch (Exception fault)
        {
            _remembered.Clear();
            batch.ForEach(work => work.Fail(fault));
        }
    }

    private async Task<bool> TryAsync(List<LedgerChange> batch)
    {
        if (_remembered.Count > MostRemembered) _remembered.Clear();
        var ids = batch.SelectMany(work => new[] { work.Agent, work.Community }).Append(LedgerId.Forum).ToHashSet();
        var fromMemory = ids.Where(_remembered.ContainsKey).ToHashSet();
        var read = await Task.WhenAll(ids.Select(id => fromMemory.Contains(id)
            ? Task.FromResult(_remembered[id])
            : store.ReadAsync(id, CancellationToken.None)));

        var changed = Apply(batch, read);
        fromMemory.ExceptWith(changed.Select(ledger => ledger.Ledger.Id));
        // The tags vouch for what is written. What rests on memory alone, such as a refusal, is not told: it is read.
        if (fromMemory.Count > 0)
        {
            foreach (var id in fromMemory) _remembered.Remove(id);
            return false;
        }

        if (changed.Count == 0) return true;
        foreach (var id in ids) _remembered.Remove(id);
        if (await store.TryWriteAsync(changed, CancellationToken.None) is not { } tags) return false;
        foreach (var (ledger, tag) in changed.Zip(tags)) _remembered[ledger.Ledger.Id] = ledger with { ETag = tag };
        return true;
    }

    private static List<StoredLedger> Apply(List<LedgerChange> batch, StoredLedger[] read)
    {
        var ledgers = read.ToDictionary(stored => stored.Ledger.Id, stored => stored.Ledger);
        foreach (var work in batch)
        {
            var book = work.Apply(
                new LedgerSet(ledgers[work.Agent], ledgers[work.Community], ledgers[LedgerId.Forum]));
            ledgers[work.Agent] = book.Agent;
            ledgers[work.Community] = book.Community;
            ledgers[LedgerId.Forum] = book.Forum;
        }

        return [.. read
            .Where(stored => !ReferenceEquals(stored.Ledger, ledgers[stored.Ledger.Id]))
            .Select(stored => stored with { Ledger = ledgers[stored.Ledger.Id] })];
    }
}
