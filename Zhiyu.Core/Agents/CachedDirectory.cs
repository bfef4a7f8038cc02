using Zhiyu.Core.Communities;

namespace Zhiyu.Core.Agents;

/// <summary>Agents and communities: small, read with every event and page, and so kept for some seconds.</summary>
internal sealed class CachedDirectory(IAgentStore agents, ICommunityStore communities, TimeProvider clock) : IDisposable
{
    /// <summary>How old an answer may be; a change shows on every instance after this time.</summary>
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

    /// <summary>Has the next caller on this instance read again: something was just changed.</summary>
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

    // What is missing may have been added since the last reading: look once more before saying no.
    private static async Task<T?> FindAsync<T>(
        CachedValue<IReadOnlyList<T>> snapshot, Func<T, bool> match, CancellationToken cancellationToken)
        where T : class =>
        (await snapshot.GetAsync(cancellationToken)).FirstOrDefault(match)
        ?? (await snapshot.GetAsync(cancellationToken, maxAge: TimeSpan.Zero)).FirstOrDefault(match);
}
