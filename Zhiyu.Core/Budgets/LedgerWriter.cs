using System.Threading.Channels;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Budgets;

/// <summary>
/// Writes the ledger changes of one process in batches. All waiting changes are written in one transaction, so that
/// executors of one instance do not conflict with each other and share the cost of a write.
/// </summary>
/// <remarks>
/// The cache saves reads and is never trusted: the ETags decide. A crash loses only changes whose callers are gone too.
/// </remarks>
public sealed class LedgerWriter(LedgerStore store)
{
    // Each change touches an agent, a community and the forum, and a transaction holds 100 rows.
    private const int MaxBatchSize = 40;

    // One of all concurrent writers wins, and the others retry at once. Among 20 instances, hardly ever more than 100
    // attempts in a row fail.
    private const int MaxAttempts = 200;

    // Limits the memory. When the limit is reached, the cache is cleared.
    private const int MaxCached = 5_000;

    private readonly Channel<LedgerChange> _waiting = Channel.CreateUnbounded<LedgerChange>();
    private readonly Dictionary<LedgerId, StoredLedger> _cache = [];
    private int _isWriting;

    /// <exception cref="ConcurrencyException">Other writers won every attempt.</exception>
    public async Task<TResult> ApplyAsync<TResult>(LedgerChange<TResult> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _waiting.Writer.TryWrite(change);
        if (Interlocked.Exchange(ref _isWriting, 1) == 0) _ = Task.Run(WriteAllAsync, CancellationToken.None);
        return await change.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAllAsync()
    {
        do
        {
            while (TakeBatch() is { Count: > 0 } batch) await WriteAsync(batch);
            Interlocked.Exchange(ref _isWriting, 0);
        }
        // A change may have arrived after the last check, before the flag was reset.
        while (_waiting.Reader.TryPeek(out _) && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private List<LedgerChange> TakeBatch()
    {
        var batch = new List<LedgerChange>();
        while (batch.Count < MaxBatchSize && _waiting.Reader.TryRead(out var change)) batch.Add(change);
        return batch;
    }

    private async Task WriteAsync(List<LedgerChange> batch)
    {
        try
        {
            await OptimisticRetry.RunAsync(
                "The budget ledgers could not be changed: other instances won every attempt.",
                _ => TryWriteAsync(batch),
                CancellationToken.None,
                MaxAttempts);
            batch.ForEach(change => change.Complete());
        }
        catch (Exception fault)
        {
            _cache.Clear();
            batch.ForEach(change => change.Fail(fault));
        }
    }

    private async Task<bool> TryWriteAsync(List<LedgerChange> batch)
    {
        if (_cache.Count > MaxCached) _cache.Clear();
        var ids = batch.SelectMany(change => new[] { change.Agent, change.Community })
            .Append(LedgerId.Forum)
            .ToHashSet();
        var fromCache = ids.Where(_cache.ContainsKey).ToHashSet();
        var read = await Task.WhenAll(ids.Select(id => fromCache.Contains(id)
            ? Task.FromResult(_cache[id])
            : store.ReadAsync(id, CancellationToken.None)));

        var changed = Apply(batch, read);
        fromCache.ExceptWith(changed.Select(ledger => ledger.Ledger.Id));
        // ETags check what is written. A result that depends on cached ledgers alone, such as a refusal, is not
        // checked, so those ledgers are read again.
        if (fromCache.Count > 0)
        {
            foreach (var id in fromCache) _cache.Remove(id);
            return false;
        }

        if (changed.Count == 0) return true;
        foreach (var id in ids) _cache.Remove(id);
        if (await store.TryWriteAsync(changed, CancellationToken.None) is not { } etags) return false;
        foreach (var (ledger, etag) in changed.Zip(etags)) _cache[ledger.Ledger.Id] = ledger with { ETag = etag };
        return true;
    }

    private static List<StoredLedger> Apply(List<LedgerChange> batch, StoredLedger[] read)
    {
        var ledgers = read.ToDictionary(stored => stored.Ledger.Id, stored => stored.Ledger);
        foreach (var change in batch)
        {
            var updated = change.Apply(
                new LedgerSet(ledgers[change.Agent], ledgers[change.Community], ledgers[LedgerId.Forum]));
            ledgers[change.Agent] = updated.Agent;
            ledgers[change.Community] = updated.Community;
            ledgers[LedgerId.Forum] = updated.Forum;
        }

        return [.. read
            .Where(stored => !ReferenceEquals(stored.Ledger, ledgers[stored.Ledger.Id]))
            .Select(stored => stored with { Ledger = ledgers[stored.Ledger.Id] })];
    }
}
