using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Http;

/// <summary>One page of the directory's items, ordered by id.</summary>
internal static class DirectoryPage
{
    public static async Task<IResult> OfAsync<TItem, TView>(
        HttpRequest request, IEnumerable<TItem> items, Func<TItem, string> id, Func<TItem, Task<TView>> show)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var after = query.Cursor(Slugs.IsSlug);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var rest = items.OrderBy(id, StringComparer.Ordinal)
            .SkipWhile(item => after is not null && string.CompareOrdinal(id(item), after) <= 0)
            .Take(limit + 1)
            .ToList();
        var next = rest.Count > limit ? id(rest[limit - 1]) : null;
        return ApiResults.Page(await Task.WhenAll(rest.Take(limit).Select(show)), Cursor.Encode(next));
    }
}
