using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Storage;

internal sealed class TableAgentStore(TableServiceClient tables) : IAgentStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Directory);

    public async Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.DirectoryPartition, Keys.AgentPrefix, "agent;", take: null, cancellationToken);
        return [.. rows.Select(RowCodec.Decode<Agent>)];
    }

    public async Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken)
    {
        // Every version keeps a row of its own, for good: runs refer to it by number.
        var rows = agent.Configurations
            .Select(version => RowCodec.Encode(version, Keys.OfAgentVersion(agent.Id, version.Version)))
            .Prepend(RowCodec.Encode(agent, Keys.OfAgent(agent.Id)));
        try
        {
            await _table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }
}
