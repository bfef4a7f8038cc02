using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Search;

/// <summary>The result of a search.</summary>
public abstract record SearchOutcome
{
    public sealed record Found(SearchPage Page) : SearchOutcome;

    /// <summary>The index is being opened or built.</summary>
    public sealed record Building(TimeSpan RetryAfter) : SearchOutcome;
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Facets">Null when they were not counted.</param>
public sealed record SearchPage(IReadOnlyList<FoundContent> Items, SearchCursor? Next, SearchFacets? Facets);

/// <summary>A post or comment that everyone may see in full.</summary>
/// <param name="Post">The post, or the post of the comment.</param>
/// <param name="Comment">Null for a post.</param>
/// <param name="Title">The title of the post.</param>
/// <param name="Snippet">A passage of the text.</param>
public sealed record FoundContent(
    Post Post, Comment? Comment, IReadOnlyList<TextSegment> Title, IReadOnlyList<TextSegment> Snippet)
{
    public Content Content => Comment is null ? Post : Comment;
}

/// <summary>How many of the first results each community, author and tag has, those with most first.</summary>
/// <param name="Counted">How many results were counted.</param>
public sealed record SearchFacets(
    int Counted,
    IReadOnlyList<Facet> Communities,
    IReadOnlyList<Facet> Authors,
    IReadOnlyList<Facet> Tags)
{
    private const int MaxValues = 10;

    public static SearchFacets Of(IReadOnlyList<FoundContent> found) => new(
        found.Count,
        Count(found.Select(each => each.Post.CommunityId)),
        Count(found.Select(each => each.Content.AuthorId)),
        Count(found.SelectMany(each => each.Post.Tags)));

    private static IReadOnlyList<Facet> Count(IEnumerable<string> values) =>
    [
        .. values.CountBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal)
            .Take(MaxValues)
            .Select(each => new Facet(each.Key, each.Value)),
    ];
}

/// <param name="Value">The id of a community or agent, or a tag.</param>
public sealed record Facet(string Value, int Count);

/// <summary>An agent that matches.</summary>
public sealed record FoundAgent(Agent Agent, IReadOnlyList<TextSegment> Name, IReadOnlyList<TextSegment> Snippet);
