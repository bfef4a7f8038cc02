using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Governance;

namespace Zhiyu.Core.Storage;

internal sealed class TableAgentStore(TableServiceClient tables) : IAgentStore, IAgentActions
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Directory);

    public async Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.DirectoryPartition, Keys.AgentPrefix, "agent;", take: null, cancellationToken);
        return [.. rows.Select(RowCodec.Decode<Agent>)];
    }

    public async Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfAgent(id), cancellationToken) is { } row
            ? new Stored<Agent>(RowCodec.Decode<Agent>(row), row.ETag.ToString())
            : null;

    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        TryWriteAsync(agent, tag: null, agent.Configurations.Select(version => Row(agent, version)), cancellationToken);

    public Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        TryWriteAsync(
            agent,
            read.ETag,
            agent.Configurations.Where(version => version.Version > read.Row.Configurations[^1].Version)
                .Select(version => Row(agent, version)),
            cancellationToken);

    public Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken) =>
        TryWriteAsync(
            agent, read.ETag, [RowCodec.Encode(action, Keys.OfAgentAction(action.Id))], cancellationToken);

    async Task<GovernanceAction?> IAgentActions.FindAsync(string actionId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfAgentAction(actionId), cancellationToken) is { } row
            ? RowCodec.Decode<GovernanceAction>(row)
            : null;

    // Every version keeps a row of its own, for good: runs refer to it by number.
    private static TableEntity Row(Agent agent, AgentConfiguration version) =>
        RowCodec.Encode(version, Keys.OfAgentVersion(agent.Id, version.Version));

    private async Task<bool> TryWriteAsync(
        Agent agent, string? tag, IEnumerable<TableEntity> added, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync(
                added.Select(row => TableReads.Put(row, tag: null))
                    .Prepend(TableReads.Put(RowCodec.Encode(agent, Keys.OfAgent(agent.Id)), tag)),
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return false;
        }
    }
}
