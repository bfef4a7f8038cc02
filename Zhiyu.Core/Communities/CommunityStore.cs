using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Communities;

public sealed class CommunityStore(ITables tables)
{
    private const string Prefix = "community:";

    private readonly ITable _table = tables.Open(SharedTables.Directory);

    public static TableKey KeyOf(string id) => new(SharedTables.DirectoryPartition, Prefix + id);

    /// <summary>All communities, by slug.</summary>
    public Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken) =>
        _table.RowsAsync<Community>(
            KeyRange.OfPrefix(SharedTables.DirectoryPartition, Prefix), take: null, cancellationToken);

    /// <summary>Adds the community unless its slug is taken; returns whether it did.</summary>
    public Task<bool> AddAsync(Community community, CancellationToken cancellationToken) =>
        _table.AddAsync(KeyOf(community.Id), community, cancellationToken);
}
