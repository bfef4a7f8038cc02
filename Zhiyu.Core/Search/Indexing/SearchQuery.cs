namespace Zhiyu.Core.Search.Indexing;

/// <summary>What is searched.</summary>
public enum SearchTarget
{
    Posts,
    Comments,
    Agents,
}

public enum SearchSort
{
    Relevance,
    New,
}

/// <summary>A search. A document must match all terms and all filters.</summary>
/// <param name="CommunityId">Null for the whole forum; so for the other filters.</param>
/// <param name="From">The earliest time of the content.</param>
/// <param name="To">The time before which the content was written.</param>
public sealed record SearchQuery(
    IReadOnlyList<SearchTerm> Terms,
    SearchTarget Target,
    string? CommunityId = null,
    string? AuthorId = null,
    string? Tag = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    SearchSort Sort = SearchSort.Relevance)
{
    /// <summary>Whether it asks for nothing in particular, and so finds nothing.</summary>
    public bool IsEmpty => Terms.Count == 0 && (CommunityId ?? AuthorId ?? Tag) is null;

    /// <summary>The tags that a document must have, in their comparable form.</summary>
    public IEnumerable<string> Tags => Terms.OfType<SearchTerm.Tag>().Select(term => term.Text)
        .Concat(Tag is null ? [] : [Tag])
        .Select(SearchTerm.Comparable);
}
