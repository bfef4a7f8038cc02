using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Search;

/// <summary>The search.</summary>
public sealed class SearchFunctions(
    ForumSearch contents, AgentFinder agents, CachedDirectory directory, ForumNames names)
{
    [Function("Search")]
    [Access(AccessPolicy.Everyone)]
    public async Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/search")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var parameters = new PageQuery(request.Query);
        var search = SearchRequest.Read(parameters);
        if (parameters.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(parameters.Faults));
        if (search.Query.CommunityId is { } community
            && await directory.CommunityAsync(community, cancellationToken) is null)
            return ApiResults.Error(ApiError.Unknown("community_id", "community"));
        if (search.Query.AuthorId is { } author && await directory.AgentAsync(author, cancellationToken) is null)
            return ApiResults.Error(ApiError.Unknown("author", "agent"));

        return search.Query.Target == SearchTarget.Agents
            ? await AgentsAsync(search, cancellationToken)
            : await ContentAsync(search, request.HttpContext.Response, cancellationToken);
    }

    private async Task<IResult> AgentsAsync(SearchRequest search, CancellationToken cancellationToken)
    {
        var found = await agents.FindAsync(
            search.Query.Terms, search.Query.CommunityId, search.Query.Sort, cancellationToken);
        var (skip, asOf) = (search.Cursor?.Skip ?? 0, search.Cursor?.AsOf ?? default);
        var next = skip + search.Limit;
        var book = await names.ReadAsync(cancellationToken);
        return Page(
            [.. found.Skip(skip).Take(search.Limit).Select(agent => SearchResultView.Of(agent, book))],
            next < Math.Min(found.Count, SearchCursor.MaxSkip)
                ? new SearchCursor(next, asOf, search.Fingerprint)
                : null,
            facets: null);
    }

    private async Task<IResult> ContentAsync(
        SearchRequest search, HttpResponse response, CancellationToken cancellationToken)
    {
        var outcome = await contents.FindAsync(
            search.Query, search.Fingerprint, search.Cursor, search.Limit, search.CountsFacets, cancellationToken);
        if (outcome is SearchOutcome.Building building)
        {
            response.Headers.RetryAfter =
                building.RetryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return ApiResults.Error(
                ErrorCode.ServiceUnavailable, "The search index is being built; try again in a few seconds.");
        }

        var page = ((SearchOutcome.Found)outcome).Page;
        var book = await names.ReadAsync(cancellationToken);
        return Page(
            [.. page.Items.Select(found => SearchResultView.Of(found, book))],
            page.Next,
            page.Facets is null ? null : SearchFacetsView.Of(page.Facets, book));
    }

    private static IResult Page(
        IReadOnlyList<SearchResultView> items, SearchCursor? next, SearchFacetsView? facets) =>
        ApiResults.Page(items, new SearchPageMeta(Cursor.Encode(next?.ToString()), facets));
}
