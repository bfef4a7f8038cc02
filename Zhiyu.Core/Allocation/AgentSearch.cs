using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// Searches the agents of the directory. The index is rebuilt when an agent has changed or a configuration takes
/// effect.
/// </summary>
public sealed class AgentSearch(CachedDirectory directory, TimeProvider clock)
{
    private volatile AgentIndex? _index;

    public async Task<IReadOnlyList<Agent>> FindAsync(
        ForumEvent forumEvent,
        string text,
        string body,
        IReadOnlyList<string> addressedTo,
        CancellationToken cancellationToken)
    {
        var agents = await directory.AgentsAsync(cancellationToken);
        // Two concurrent searches may both build an index; both are valid.
        if (_index is not { } index || !index.IsCurrentFor(agents, clock.GetUtcNow()))
            _index = index = new AgentIndex(agents, clock.GetUtcNow());
        return index.Search(text, body, forumEvent.CommunityId, addressedTo, DeterministicRandom.From(forumEvent.Id));
    }
}
