using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentStore : IAgentStore
{
    private readonly MemoryDirectory<Agent> _agents = new(agent => agent.Id);

    public Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_agents.List());

    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.Add(agent));
}

internal sealed class MemoryCommunityStore : ICommunityStore
{
    private readonly MemoryDirectory<Community> _communities = new(community => community.Id);

    public Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_communities.List());

    public Task<bool> AddAsync(Community community, CancellationToken cancellationToken) =>
        Task.FromResult(_communities.Add(community));
}

/// <summary>A list by id, made once for each change: who asks twice in between gets the same one.</summary>
internal sealed class MemoryDirectory<TItem>(Func<TItem, string> idOf)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, TItem> _items = new(StringComparer.Ordinal);
    private IReadOnlyList<TItem>? _list;

    public IReadOnlyList<TItem> List()
    {
        lock (_lock) return _list ??= [.. _items.Values];
    }

    public bool Add(TItem item)
    {
        lock (_lock)
        {
            if (!_items.TryAdd(idOf(item), item)) return false;
            _list = null;
            return true;
        }
    }
}
