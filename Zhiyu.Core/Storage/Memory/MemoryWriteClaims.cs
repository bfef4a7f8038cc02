using System.Collections.Concurrent;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryWriteClaims : IWriteClaims
{
    private readonly ConcurrentDictionary<string, WriteClaim> _claims = new(StringComparer.Ordinal);

    public Task<WriteClaim> ClaimAsync(WriteClaim claim, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_claims.GetOrAdd(claim.RunId, claim));
    }

    public Task<WriteClaim?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_claims.GetValueOrDefault(runId));
    }
}
