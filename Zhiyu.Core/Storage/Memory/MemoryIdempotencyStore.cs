using System.Collections.Concurrent;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryIdempotencyStore : IIdempotencyStore
{
    private readonly ConcurrentDictionary<string, IdempotencyRecord> _claims = new(StringComparer.Ordinal);

    public Task<IdempotencyRecord> ClaimAsync(IdempotencyRecord claim, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_claims.GetOrAdd(claim.RunId, claim));
    }

    public Task<IdempotencyRecord?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_claims.GetValueOrDefault(runId));
    }
}
