using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Stores the rankings. They are recalculated all the time, so losing one does no harm.</summary>
public sealed class Rankings(ITables tables)
{
    /// <summary>In the table of feeds, which are its other partitions.</summary>
    public const string Partition = "ranking";

    private static readonly TableKey HighlightsKey = new(Partition, "highlights");

    private readonly ITable _table = tables.Open(FeedIndex.Table);

    private static TableKey KeyOf(string? communityId) => new(Partition, FeedIndex.PartitionOf(communityId));

    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when there is no ranking yet. One storage transaction.</returns>
    public Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<PostRanking>(KeyOf(communityId), cancellationToken);

    /// <summary>Null when there are no highlights yet. One storage transaction.</summary>
    public Task<Highlights?> FindHighlightsAsync(CancellationToken cancellationToken) =>
        _table.FindRowAsync<Highlights>(HighlightsKey, cancellationToken);

    public Task PutHighlightsAsync(Highlights highlights, CancellationToken cancellationToken) =>
        _table.PutAsync(HighlightsKey, highlights, cancellationToken);

    public Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(communityId), ranking, cancellationToken);
}
