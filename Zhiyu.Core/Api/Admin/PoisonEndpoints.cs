using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Api.Control;
using Zhiyu.Core.Api.Reading;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Api.Admin;

/// <summary><c>GET /v1/admin/poison</c> and <c>POST /v1/admin/poison/redrive</c>.</summary>
internal sealed class PoisonEndpoints(
    ControlPlane control, IPoisonStore poison, IThreadStore threads, Redrive redrive)
{
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(request, (_, token) => PageAsync(request, token), cancellationToken);

    public Task<IResult> RedriveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(
            request,
            (_, token) => WriteBody.AcceptAsync(request, Read, SendAsync, token, optional: true),
            cancellationToken);

    private async Task<IResult> PageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(Poison.IsId);
        if (query.Faults.Count > 0) return Answer.Error(ApiError.Invalid(query.Faults));

        var page = await Page.FillAsync(
            cursor,
            limit,
            (after, take) => poison.PageAsync(after, take, cancellationToken),
            record => record.Row.Id,
            async record => await HasFailedAsync(record.Row, cancellationToken) ? PoisonView.Of(record.Row) : null);
        return Answer.Page(page.Items, Cursor.Encode(page.Cursor));
    }

    // The record is there before the run's end, and stays where a crash comes between the two.
    private async Task<bool> HasFailedAsync(Poison record, CancellationToken cancellationToken) =>
        record.Kind != PoisonKind.Run
        || await threads.FindAsync<Run>(record.Id, cancellationToken) is { Row.Status: RunStatus.Failed };

    private static IReadOnlyList<string>? Read(Fields fields) =>
        fields.IsAbsent("ids")
            ? null
            : fields.Texts("ids", Redrive.MaxAtOnce, Poison.IsId, "is not an id of GET /v1/admin/poison");

    private async Task<IResult> SendAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken) =>
        Answer.Done(RedriveView.Of(await redrive.RunAsync(ids, cancellationToken)));
}
