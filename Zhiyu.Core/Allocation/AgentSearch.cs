using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// Searches the agents of the directory, with an index made anew when one of them has changed or a configuration has
/// come into force.
/// </summary>
internal sealed class AgentSearch(CachedDirectory directory, TimeProvider clock)
{
    private volatile AgentIndex? _index;

    public async Task<IReadOnlyList<Agent>> FindAsync(
        ForumEvent forumEvent, string text, string body, string? addressedTo, CancellationToken cancellationToken)
    {
        var agents = await directory.AgentsAsync(cancellationToken);
        // Two at once may both make one; either will do.
        if (_index is not { } index || !index.Holds(agents, clock.GetUtcNow()))
            _index = index = new AgentIndex(agents, clock.GetUtcNow());
        return index.Search(text, body, forumEvent.CommunityId, addressedTo, DeterministicRandom.From(forumEvent.Id));
    }
}
