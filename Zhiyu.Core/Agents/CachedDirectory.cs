using Zhiyu.Core.Communities;

namespace Zhiyu.Core.Agents;

/// <summary>Caches agents and communities for some seconds. They are few, and needed for each event and page.</summary>
public sealed class CachedDirectory(AgentStore agents, CommunityStore communities, TimeProvider clock) : IDisposable
{
    /// <summary>The maximum age of a cached list. After this time a change is visible on every instance.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromSeconds(3);

    private readonly CachedValue<IReadOnlyList<Agent>> _agents = new(agents.ListAsync, Staleness, clock);
    private readonly CachedValue<IReadOnlyList<Community>> _communities = new(communities.ListAsync, Staleness, clock);

    public Task<IReadOnlyList<Agent>> AgentsAsync(CancellationToken cancellationToken) =>
        _agents.GetAsync(cancellationToken);

    public Task<IReadOnlyList<Community>> CommunitiesAsync(CancellationToken cancellationToken) =>
        _communities.GetAsync(cancellationToken);

    /// <summary>Null when there is no such agent. One that was just added is found at once.</summary>
    public Task<Agent?> AgentAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(_agents, agent => agent.Id == id, cancellationToken);

    /// <summary>Null when there is no such community. One that was just added is found at once.</summary>
    public Task<Community?> CommunityAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(_communities, community => community.Id == id, cancellationToken);

    /// <summary>Clears the cache of this instance after a change.</summary>
    public void Expire()
    {
        _agents.Expire();
        _communities.Expire();
    }

    public void Dispose()
    {
        _agents.Dispose();
        _communities.Dispose();
    }

    // A missing item may have been added since the last read, so read again before returning null.
    private static async Task<T?> FindAsync<T>(
        CachedValue<IReadOnlyList<T>> cached, Func<T, bool> match, CancellationToken cancellationToken)
        where T : class =>
        (await cached.GetAsync(cancellationToken)).FirstOrDefault(match)
        ?? (await cached.GetAsync(cancellationToken, maxAge: TimeSpan.Zero)).FirstOrDefault(match);
}
