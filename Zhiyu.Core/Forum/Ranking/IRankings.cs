namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Where the rankings are kept. They are made anew all the time: losing one loses nothing.</summary>
internal interface IRankings
{
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null where none was made yet. One storage transaction.</returns>
    Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken);

    /// <summary>Null where none were chosen yet. One storage transaction.</summary>
    Task<Highlights?> FindHighlightsAsync(CancellationToken cancellationToken);

    Task PutHighlightsAsync(Highlights highlights, CancellationToken cancellationToken);

    Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken);
}
