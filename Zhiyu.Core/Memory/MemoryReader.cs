using System.Collections.Concurrent;

namespace Zhiyu.Core.Memory;

/// <summary>Reads the memory of agents, and caches it for some seconds.</summary>
public sealed class MemoryReader(MemoryStore store, TimeProvider clock)
{
    /// <summary>The maximum age of what is cached. After this time a change is known to every instance.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);

    // Limits memory use; when it is reached, the cache is cleared.
    private const int MaxAgents = 200;

    private readonly ConcurrentDictionary<string, Entry> _cache = new();

    /// <summary>One storage transaction; none for an agent that was read within some seconds.</summary>
    public async Task<AgentMemory> OfAsync(string agentId, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(agentId, out var cached) && clock.GetElapsedTime(cached.ReadAt) < Staleness)
            return cached.Memory;
        var readAt = clock.GetTimestamp();
        var memory = await store.ReadAsync(agentId, cancellationToken);
        if (_cache.Count >= MaxAgents) _cache.Clear();
        _cache[agentId] = new Entry(memory, readAt);
        return memory;
    }

    /// <summary>Clears the cache of this instance after a change.</summary>
    public void Expire(string agentId) => _cache.TryRemove(agentId, out _);

    private sealed record Entry(AgentMemory Memory, long ReadAt);
}
