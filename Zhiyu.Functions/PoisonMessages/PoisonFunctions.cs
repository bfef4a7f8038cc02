using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.PoisonMessages;

/// <summary>Messages that failed too often: admins see them, and send them again or remove them.</summary>
public sealed class PoisonFunctions(
    PoisonStore poison,
    UnrecordedPoison standing,
    ThreadStore threads,
    Redrive redrive,
    PoisonRemoval removal)
{
    [Function("ListPoison")]
    [Access(AccessPolicy.AdminOnly)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/admin/poison")] HttpRequest request,
        CancellationToken cancellationToken)
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

    [Function("RedrivePoison")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> SendAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/redrive")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            fields => fields.IsAbsent("ids") ? null : ReadIds(fields),
            async ids => ApiResults.Done(RedriveView.Of(await redrive.RunAsync(ids, cancellationToken))),
            cancellationToken,
            optional: true);

    [Function("RemovePoison")]
    [Access(AccessPolicy.AdminOnly)]
    public Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/admin/poison/remove")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RequestBody.AcceptAsync(
            request,
            ReadRemoval,
            async order => ApiResults.Done(PoisonRemovalView.Of(await removal.RunAsync(
                order.Ids, Caller.Of(request).UserId, order.Reason, cancellationToken))),
            cancellationToken);

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

    private static IReadOnlyList<string> ReadIds(JsonFields fields) =>
        fields.Texts("ids", Redrive.MaxAtOnce, Poison.IsId, "is not an id of GET /v1/admin/poison");

    private static RemovalOrder ReadRemoval(JsonFields fields)
    {
        // A removal can't be undone, so it needs explicit ids.
        if (fields.IsAbsent("ids")) fields.Fault("ids", "is missing");
        return new RemovalOrder(ReadIds(fields), fields.Reason());
    }

    private sealed record RemovalOrder(IReadOnlyList<string> Ids, string? Reason);

    private sealed record Entry(string Id, PoisonView View);
}
