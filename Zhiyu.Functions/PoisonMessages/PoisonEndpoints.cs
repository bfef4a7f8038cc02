using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.PoisonMessages;

/// <summary><c>GET /v1/admin/poison</c>, and <c>POST</c> to <c>redrive</c> and <c>remove</c> below it.</summary>
internal sealed class PoisonEndpoints(
    ControlPlane control,
    PoisonStore poison,
    UnrecordedPoison standing,
    ThreadStore threads,
    Redrive redrive,
    PoisonRemoval removal)
{
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(request, (_, token) => PageAsync(request, token), cancellationToken);

    public Task<IResult> RedriveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(
            request,
            (_, token) => WriteBody.AcceptAsync(request, Read, SendAsync, token, optional: true),
            cancellationToken);

    public Task<IResult> RemoveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        control.AcceptAdminAsync(
            request,
            (caller, token) => WriteBody.AcceptAsync(
                request, fields => ReadRemoval(fields, caller.UserId), RemoveAsync, token),
            cancellationToken);

    private async Task<IResult> PageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new PageQuery(request.Query);
        var limit = query.Limit();
        var cursor = query.Cursor(Poison.IsId);
        if (query.Faults.Count > 0) return ApiResults.Error(ApiError.Invalid(query.Faults));

        var stand = await standing.PeekAsync(cancellationToken);
        var page = await Page.FillAsync(
            cursor,
            limit,
            (after, take) => EntriesAsync(stand, after, take, cancellationToken),
            entry => entry.Id,
            async entry => await HasFailedAsync(entry.View, cancellationToken) ? entry.View : null);
        return ApiResults.Page(page.Items, Cursor.Encode(page.Cursor));
    }

    // A message that is being recorded is found in both places.
    private async Task<IReadOnlyList<Entry>> EntriesAsync(
        IReadOnlyList<UnrecordedPoisonMessage> stand, string? after, int take, CancellationToken cancellationToken) =>
    [
        .. (await poison.PageAsync(after, take, cancellationToken))
            .Select(record => new Entry(record.Row.Id, PoisonView.Of(record.Row)))
            .Concat(stand
                .Where(message => string.CompareOrdinal(message.Poison.Id, after) > 0)
                .Select(message => new Entry(message.Poison.Id, PoisonView.Of(message))))
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .DistinctBy(entry => entry.Id)
            .Take(take),
    ];

    // The record is written before the run ends; after a crash between the two, the run has not failed.
    private async Task<bool> HasFailedAsync(PoisonView record, CancellationToken cancellationToken) =>
        record.RunId is not { } runId
        || await threads.FindAsync<Run>(runId, cancellationToken) is { Row.Status: RunStatus.Failed };

    private static IReadOnlyList<string>? Read(JsonFields fields) =>
        fields.IsAbsent("ids") ? null : ReadIds(fields);

    private static IReadOnlyList<string> ReadIds(JsonFields fields) =>
        fields.Texts("ids", Redrive.MaxAtOnce, Poison.IsId, "is not an id of GET /v1/admin/poison");

    private static RemovalOrder ReadRemoval(JsonFields fields, string actorId)
    {
        // A removal can't be undone, so it needs explicit ids.
        if (fields.IsAbsent("ids")) fields.Fault("ids", "is missing");
        return new RemovalOrder(ReadIds(fields), actorId, fields.Reason());
    }

    private async Task<IResult> SendAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken) =>
        ApiResults.Done(RedriveView.Of(await redrive.RunAsync(ids, cancellationToken)));

    private async Task<IResult> RemoveAsync(RemovalOrder order, CancellationToken cancellationToken) =>
        ApiResults.Done(PoisonRemovalView.Of(
            await removal.RunAsync(order.Ids, order.ActorId, order.Reason, cancellationToken)));

    private sealed record RemovalOrder(IReadOnlyList<string> Ids, string ActorId, string? Reason);

    private sealed record Entry(string Id, PoisonView View);
}
