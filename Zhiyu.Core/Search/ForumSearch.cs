using System.Globalization;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Search;

/// <summary>Searches posts and comments.</summary>
/// <remarks>
/// The index says what may match; what is shown is read from the threads. Only what is shown in full is found, because a
/// result quotes it. A search costs one storage transaction for what is new in the forum, one for each thread among the
/// results, and one for each comment.
/// </remarks>
public sealed class ForumSearch(IndexUpdater updater, ISearchIndex index, ForumReader reader, TimeProvider clock)
{
    /// <summary>
    /// How many results are counted for facets. All of them are read: a count of the index would tell of withheld
    /// words.
    /// </summary>
    public const int FacetDepth = 50;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <param name="query">Posts or comments.</param>
    /// <param name="fingerprint">That of the search, for the cursor of the next page.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="countsFacets">Whether to count the facets of the first results.</param>
    public async Task<SearchOutcome> FindAsync(
        SearchQuery query,
        string fingerprint,
        SearchCursor? cursor,
        int limit,
        bool countsFacets,
        CancellationToken cancellationToken)
    {
        if (query.IsEmpty) return new SearchOutcome.Found(new SearchPage([], null, countsFacets ? SearchFacets.Of([]) : null));
        if (!await updater.UpdateAsync(cancellationToken)) return new SearchOutcome.Building(RetryAfter);
        var asOf = cursor?.AsOf ?? clock.GetUtcNow();
        var search = cursor is null || query.To <= asOf ? query : query with { To = asOf };
        var filled = await Page.FillAsync(
            cursor is null ? null : Text(cursor.Skip),
            countsFacets ? Math.Max(limit, FacetDepth) : limit,
            (after, take) => MatchesAsync(search, after, take, cancellationToken),
            match => Text(match.Place + 1),
            match => ReadAsync(match, cancellationToken));
        var highlighter = new Highlighter(query.Terms);
        var next = filled.Items.Count > limit ? filled.Items[limit - 1].Place + 1
            : filled.Cursor is { } after ? Number(after)
            : int.MaxValue;
        return new SearchOutcome.Found(new SearchPage(
            [.. filled.Items.Take(limit).Select(found => found.Highlighted(highlighter))],
            next > SearchCursor.MaxSkip ? null : new SearchCursor(next, asOf, fingerprint),
            countsFacets ? SearchFacets.Of([.. filled.Items.Select(found => found.Plain)]) : null));
    }

    private async Task<IReadOnlyList<Match>> MatchesAsync(
        SearchQuery search, string? after, int take, CancellationToken cancellationToken)
    {
        var skip = after is null ? 0 : Number(after);
        var ids = await index.FindAsync(search, skip, take, cancellationToken);
        return [.. ids.Select((id, place) => new Match(id, skip + place))];
    }

    private async Task<Readable?> ReadAsync(Match match, CancellationToken cancellationToken)
    {
        var post = reader.PostAsync(Ids.Thread(match.Id), cancellationToken);
        var comment = Ids.IsComment(match.Id) ? await reader.CommentAsync(match.Id, cancellationToken) : null;
        return await post is { IsPublic: true } readable && (Ids.IsThread(match.Id) || comment is { IsPublic: true })
            ? new Readable(match.Place, readable, comment)
            : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private readonly record struct Match(string Id, int Place);

    private sealed record Readable(int Place, Post Post, Comment? Comment)
    {
        public FoundContent Plain => new(Post, Comment, [], []);

        public FoundContent Highlighted(Highlighter highlighter) => new(
            Post,
            Comment,
            highlighter.Whole(Post.Title),
            highlighter.Snippet(SearchDocument.ShownText((Comment is null ? (Content)Post : Comment).Body)));
    }
}
