using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Memory;

/// <summary>Keeps the memories of agents small.</summary>
public sealed class MemoryCondenser(
    MemoryStore store, MemoryReader reader, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    /// <summary>
    /// Condenses the oldest entries if there are too many. One storage transaction for about 100 new entries; none
    /// otherwise. If another instance changed the memory meanwhile, a later call does it.
    /// </summary>
    public async Task CondenseAsync(AgentMemory memory, CancellationToken cancellationToken)
    {
        if (Condensation.Of(memory, clock.GetUtcNow() - retention.Value.Runs) is not { } condensation) return;
        await store.TryCondenseAsync(condensation, cancellationToken);
        reader.Expire(memory.AgentId);
    }
}
