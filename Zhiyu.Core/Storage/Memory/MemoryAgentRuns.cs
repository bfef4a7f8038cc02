using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentRuns : IAgentRuns
{
    private readonly MemoryTable<AgentRun> _table = new();

    public Task AddAsync(AgentRun entry, CancellationToken cancellationToken)
    {
        _table.Put(Keys.Of(entry), entry, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AgentRun>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentRun>>(
        [
            .. _table.Range(Keys.AgentRunsOf(agentId), after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);

    public Task RemoveAsync(IReadOnlyList<AgentRun> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries) _table.Remove(Keys.Of(entry), tag: null, cancellationToken);
        return Task.CompletedTask;
    }
}
