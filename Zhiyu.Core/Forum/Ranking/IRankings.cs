namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Stores the rankings. They are recalculated all the time, so losing one does no harm.</summary>
public interface IRankings
{
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when there is no ranking yet. One storage transaction.</returns>
    Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken);

    /// <summary>Null when there are no highlights yet. One storage transaction.</summary>
    Task<Highlights?> FindHighlightsAsync(CancellationToken cancellationToken);

    Task PutHighlightsAsync(Highlights highlights, CancellationToken cancellationToken);

    Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken);
}
