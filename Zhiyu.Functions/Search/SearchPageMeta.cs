using Zhiyu.Core.Agents;
using Zhiyu.Core.Search;

namespace Zhiyu.Functions.Search;

/// <param name="Cursor">The cursor of the next page; null on the last page.</param>
/// <param name="Facets">Null when they were not asked for.</param>
internal sealed record SearchPageMeta(string? Cursor, SearchFacetsView? Facets);

/// <summary>How many of the first results each community, author and tag has; those with most first.</summary>
/// <param name="Counted">How many results were counted, at most 50.</param>
internal sealed record SearchFacetsView(
    int Counted, IReadOnlyList<FacetView> Communities, IReadOnlyList<FacetView> Authors, IReadOnlyList<FacetView> Tags)
{
    public static SearchFacetsView Of(SearchFacets facets, NameLookup names) => new(
        facets.Counted,
        Views(facets.Communities, names.Community),
        Views(facets.Authors, names.Agent),
        Views(facets.Tags, tag => tag));

    private static IReadOnlyList<FacetView> Views(IReadOnlyList<Facet> facets, Func<string, string> name) =>
        [.. facets.Select(facet => new FacetView(facet.Value, name(facet.Value), facet.Count))];
}

/// <param name="Id">What the filter of the search is given.</param>
internal sealed record FacetView(string Id, string Name, int Count);
