using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;

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
        TryAddAsync(agent, new(TableTransactionActionType.UpsertReplace, NewRoster()), cancellationToken);

    public async Task<AgentDirectory> ReadRosterAsync(CancellationToken cancellationToken)
    {
        // Reads the ETag first: if an agent is added before the list is read, the ETag is stale and the write
        // conflicts.
        var row = await _table.FindAsync(Keys.Roster, cancellationToken);
        return new AgentDirectory(await ListAsync(cancellationToken), row?.ETag.ToString());
    }

    public Task<bool> TryAddAsync(AgentDirectory read, Agent agent, CancellationToken cancellationToken) =>
        TryAddAsync(agent, TableReads.Put(NewRoster(), read.ETag), cancellationToken);

    public Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        TryWriteAsync(
            Versions(agent, after: read.Row.Configurations[^1].Version).Prepend(Row(agent, read.ETag)),
            cancellationToken);

    public Task<bool> TryReplaceAsync(
        AgentDirectory directory, Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        TryWriteAsync(
            [
                Row(agent, read.ETag),
                .. Versions(agent, after: read.Row.Configurations[^1].Version),
                TableReads.Put(NewRoster(), directory.ETag),
            ],
            cancellationToken);

    public Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken) =>
        TryWriteAsync(
            [
                Row(agent, read.ETag),
                TableReads.Put(RowCodec.Encode(action, Keys.OfAgentAction(action.Id)), tag: null),
            ],
            cancellationToken);

    async Task<GovernanceAction?> IAgentActions.FindAsync(string actionId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfAgentAction(actionId), cancellationToken) is { } row
            ? RowCodec.Decode<GovernanceAction>(row)
            : null;

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken)
    {
        var key = Keys.OfAgentAction(actionId);
        return _table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
    }

    private Task<bool> TryAddAsync(
        Agent agent, TableTransactionAction roster, CancellationToken cancellationToken) =>
        TryWriteAsync([Row(agent, tag: null), .. Versions(agent, after: 0), roster], cancellationToken);

    private static TableTransactionAction Row(Agent agent, string? tag) =>
        TableReads.Put(RowCodec.Encode(agent, Keys.OfAgent(agent.Id)), tag);

    // Each version has its own row for ever, because runs refer to it by number.
    private static IEnumerable<TableTransactionAction> Versions(Agent agent, int after) => agent.Configurations
        .Where(version => version.Version > after)
        .Select(version => TableReads.Put(
            RowCodec.Encode(version, Keys.OfAgentVersion(agent.Id, version.Version)), tag: null));

    private static TableEntity NewRoster() => new(Keys.Roster.Partition, Keys.Roster.Row);

    private async Task<bool> TryWriteAsync(
        IEnumerable<TableTransactionAction> changes, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync(changes, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return false;
        }
    }
}
