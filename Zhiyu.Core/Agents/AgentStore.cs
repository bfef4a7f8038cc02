using System.Globalization;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Agents;

/// <summary>Stores agents, each version of their configurations, and a mark that changes with their names.</summary>
public sealed class AgentStore(ITables tables)
{
    private const string Prefix = "agent:";

    /// <summary>A mark that changes when an agent is added or renamed.</summary>
    public static readonly TableKey RosterKey = new(SharedTables.DirectoryPartition, "roster");

    private readonly ITable _table = tables.Open(SharedTables.Directory);

    public static TableKey KeyOf(string id) => new(SharedTables.DirectoryPartition, Prefix + id);

    public static TableKey KeyOfVersion(string id, int version) => new(
        SharedTables.DirectoryPartition, string.Create(CultureInfo.InvariantCulture, $"version:{id}:{version:d8}"));

    /// <summary>All agents, by id.</summary>
    public Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken) => _table.RowsAsync<Agent>(
        KeyRange.OfPrefix(SharedTables.DirectoryPartition, Prefix), take: null, cancellationToken);

    /// <summary>Null when there is no such agent. One storage transaction.</summary>
    public Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken) =>
        _table.FindAsync<Agent>(KeyOf(id), cancellationToken);

    /// <summary>Adds the agent with its first configuration unless its id is taken; returns whether it did.</summary>
    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        TryAddAsync(agent, new TableChange.Put(RosterKey, new Mark()), cancellationToken);

    /// <summary>All agents with their ETag, for adding or renaming one without a conflict.</summary>
    public async Task<AgentDirectory> ReadRosterAsync(CancellationToken cancellationToken)
    {
        // Reads the ETag first: if an agent is added before the list is read, the ETag is stale and the write
        // conflicts.
        var roster = await _table.FindAsync<Mark>(RosterKey, cancellationToken);
        return new AgentDirectory(await ListAsync(cancellationToken), roster?.ETag);
    }

    /// <summary>
    /// Adds the agent if no agent was added or renamed since the directory was read; returns whether it did. One
    /// storage transaction.
    /// </summary>
    public Task<bool> TryAddAsync(AgentDirectory read, Agent agent, CancellationToken cancellationToken) =>
        TryAddAsync(agent, ChangedRoster(read), cancellationToken);

    /// <summary>
    /// Replaces the agent if it has not changed since it was read, and stores each new configuration version; returns
    /// whether it did. One storage transaction.
    /// </summary>
    public Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        TryCommitAsync(Replacement(read, agent), cancellationToken);

    /// <summary>
    /// Also requires that no agent was added or renamed since the directory was read: for an agent that gets another
    /// name. One storage transaction.
    /// </summary>
    public Task<bool> TryReplaceAsync(
        AgentDirectory directory, Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        TryCommitAsync([.. Replacement(read, agent), ChangedRoster(directory)], cancellationToken);

    private Task<bool> TryAddAsync(Agent agent, TableChange roster, CancellationToken cancellationToken) =>
        TryCommitAsync(
            [new TableChange.Add(KeyOf(agent.Id), agent), .. Versions(agent, after: 0), roster], cancellationToken);

    private static TableChange ChangedRoster(AgentDirectory read) =>
        TableChange.Write(RosterKey, new Mark(), read.ETag);

    private static IReadOnlyList<TableChange> Replacement(Stored<Agent> read, Agent agent) =>
    [
        new TableChange.Replace(KeyOf(agent.Id), agent, read.ETag),
        .. Versions(agent, after: read.Row.Configurations[^1].Version),
    ];

    // Each version has its own row for ever, because runs refer to it by number.
    private static IEnumerable<TableChange> Versions(Agent agent, int after) => agent.Configurations
        .Where(version => version.Version > after)
        .Select(version => new TableChange.Add(KeyOfVersion(agent.Id, version.Version), version));

    private async Task<bool> TryCommitAsync(
        IReadOnlyList<TableChange> changes, CancellationToken cancellationToken) =>
        await _table.CommitAsync(changes, cancellationToken) is CommitResult.Committed;
}
