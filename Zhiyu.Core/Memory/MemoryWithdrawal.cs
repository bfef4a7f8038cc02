using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Memory;

/// <summary>Takes away for good what agents noted in some of their runs.</summary>
public sealed class MemoryWithdrawal(MemoryStore store, MemoryReader reader, TimeProvider clock)
{
    /// <summary>
    /// Idempotent. Costs one storage transaction for each run, one for the agent, and one more if its digest has to
    /// change.
    /// </summary>
    /// <remarks>
    /// Also for a run that has no entry yet: its event may be delivered later. The entries' rows come before the
    /// digest: an entry that is condensed meanwhile is found there, or its changed row makes the condensing fail.
    /// </remarks>
    /// <exception cref="ConcurrencyException">The digest changed during each attempt.</exception>
    public async Task WithdrawAsync(
        string agentId, IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        if (runIds.Count == 0) return;
        var now = clock.GetUtcNow();
        // Each a tick later: rows of the same time are only condensed together, however many they are.
        foreach (var (index, runId) in runIds.Index())
            await store.PutGoneAsync(agentId, runId, now.AddTicks(index), cancellationToken);
        await store.ChangeDigestAsync(agentId, digest => digest.Without(runIds.Contains), cancellationToken);
        reader.Expire(agentId);
    }
}

internal static class DigestChange
{
    /// <summary>Takes items out of an agent's digest, if it has one that changes by it.</summary>
    /// <exception cref="ConcurrencyException">The digest changed during each attempt.</exception>
    public static Task ChangeDigestAsync(
        this MemoryStore store,
        string agentId,
        Func<MemoryDigest, MemoryDigest> change,
        CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(
            $"The digest of {agentId} kept changing while something was taken out of it.",
            async token =>
            {
                if (await store.FindDigestAsync(agentId, token) is not { Row.Digest: { } digest } read) return true;
                var changed = change(digest);
                return changed.Items == digest.Items
                    || await store.TryReplaceAsync([(read, new MemoryRow(Digest: changed))], token);
            },
            cancellationToken);
}
