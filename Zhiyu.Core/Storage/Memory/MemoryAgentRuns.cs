using Zhiyu.Core.Execution;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentRuns : IAgentRuns
{
    private readonly MemoryIndex<AgentRun> _entries = new(entry => entry.Cursor);

    public Task AddAsync(AgentRun entry, CancellationToken cancellationToken)
    {
        _entries.Add(entry.AgentId, entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AgentRun>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult(_entries.After(agentId, after, take));
}
