using Azure.Data.Tables;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Storage;

internal sealed class TableAgentRuns(TableServiceClient tables) : IAgentRuns
{
    private readonly TableClient _table = tables.GetTableClient(Keys.AgentRuns);

    public Task AddAsync(AgentRun entry, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(entry, Keys.Of(entry)), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<AgentRun>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.AgentRunsOf(agentId), after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<AgentRun>)];
    }

    public Task RemoveAsync(IReadOnlyList<AgentRun> entries, CancellationToken cancellationToken) =>
        _table.RemoveAsync(entries.Select(Keys.Of), cancellationToken);
}
