namespace Zhiyu.Core.Agents;

/// <summary>The names that are shown for the ids on posts and comments.</summary>
public sealed class ForumNames(CachedDirectory directory, TimeProvider clock)
{
    public async Task<NameLookup> ReadAsync(CancellationToken cancellationToken)
    {
        var agents = await directory.AgentsAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var communities = await directory.CommunitiesAsync(cancellationToken);
        return new NameLookup(
            agents.ToDictionary(agent => agent.Id, agent => agent.NameAt(now)),
            communities.ToDictionary(community => community.Id, community => community.Name));
    }
}

/// <remarks>Returns the id when the name is not in the cache yet.</remarks>
public sealed class NameLookup(
    IReadOnlyDictionary<string, string> agents, IReadOnlyDictionary<string, string> communities)
{
    public string Agent(string id) => agents.GetValueOrDefault(id, id);

    public string Community(string id) => communities.GetValueOrDefault(id, id);
}
