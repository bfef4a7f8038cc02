using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>Content that waits for a decision of a moderator.</summary>
public sealed partial class ReviewFunctions(ReviewReader reviews, ForumNames names)
{
    /// <summary>The longest wait first.</summary>
    [Function("ListReviewQueue")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/moderation/queue")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(IsCursor);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var page = await reviews.WaitingAsync(cursor, limit, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return ApiResults.Page([.. page.Items.Select(item => ReviewView.Of(item, book))], Cursor.Encode(page.Cursor));
    }

    // The form of ReviewEntry.Cursor; any other text must not reach the store.
    private static bool IsCursor(string text) =>
        CursorForm.IsMatch(text) && (Ids.IsThread(text[20..]) || Ids.IsComment(text[20..]));

    [GeneratedRegex(@"\A[0-9]{19}-", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
