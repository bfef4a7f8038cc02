using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Governance;

/// <summary>The audit trail: who did what, when and why.</summary>
public sealed partial class AuditFunctions(AuditReader trail)
{
    /// <summary>All actions, or those on one post, comment, agent, webhook or the runtime.</summary>
    [Function("ListAudit")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/audit")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var targetId = query.Text("target_id");
        var cursor = query.Cursor(targetId is null ? CursorForm.IsMatch : IsNumber);
        if (targetId is not null && !IsTarget(targetId))
            query.Fault("target_id", "target_id is not the id of a post, comment, agent or the runtime.", targetId);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var page = targetId is null
            ? await trail.NewestAsync(cursor, limit, cancellationToken)
            : await trail.OfTargetAsync(targetId, Number(cursor), limit, cancellationToken);
        return page is null
            ? ApiResults.Error(ApiError.Of(
                ErrorCode.NotFound, "target_id", "target_id is not the id of an existing post, comment or agent."))
            : ApiResults.Page([.. page.Items.Select(AuditView.Of)], Cursor.Encode(page.Cursor));
    }

    private static bool IsTarget(string id) =>
        Ids.IsThread(id) || Ids.IsComment(id) || Slugs.IsSlug(id) || id == SwitchActions.TargetId;

    private static bool IsNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static int? Number(string? cursor) =>
        cursor is null ? null : int.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);

    // The form of AuditEntry.Cursor; any other text must not reach the store.
    [GeneratedRegex(@"\A[0-9]{19}-[a-z0-9.-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
