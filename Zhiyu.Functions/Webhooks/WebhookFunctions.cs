using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Webhooks;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Webhooks;

/// <summary>Webhooks of owners, and those of the admins.</summary>
public sealed class WebhookFunctions(
    WebhookStore store, WebhookChanges changes, WebhookUrl urls, TimeProvider clock)
{
    [Function("ListWebhooks")]
    [Access(AccessPolicy.Person)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/webhooks")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (caller, now) = (Caller.Of(request), clock.GetUtcNow());
        return ApiResults.Page<WebhookView>(
            [
                .. (await store.ListAsync(cancellationToken))
                    .Where(each => each.OwnerId == caller.UserId || (each.OwnerId is null && caller.IsAdmin))
                    .OrderBy(each => each.CreatedAt)
                    .Select(each => WebhookView.Of(each, now)),
            ],
            cursor: null,
            Audience.Caller);
    }

    [Function("AddWebhook")]
    [Access(AccessPolicy.Person)]
    public Task<IResult> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        return RequestBody.AcceptAsync(
            request,
            fields => WebhookOrder.ReadNew(fields, urls),
            order => AddAsync(order, caller, cancellationToken),
            cancellationToken);
    }

    /// <summary>Enabling one that was disabled also forgets that it failed.</summary>
    [Function("ChangeWebhook")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/webhooks/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var webhook = await FindAsync(id, cancellationToken);
        var caller = Caller.Of(request);
        if (!caller.MaySee(webhook, webhook?.OwnerId, "webhook", out var refusal)) return refusal;
        return await RequestBody.AcceptAsync(
            request,
            fields => WebhookOrder.ReadChange(fields, urls, isOfForum: webhook.OwnerId is null),
            async change => Tell(await changes.ChangeAsync(id, caller.UserId, change, cancellationToken)),
            cancellationToken);
    }

    [Function("RotateWebhookSecret")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> RotateSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{id}/rotate-secret")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ForAsync(
            request,
            id,
            async (_, caller) => Tell(
                await changes.RotateAsync(id, caller.UserId, cancellationToken), withSecret: true),
            cancellationToken);

    [Function("TestWebhook")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{id}/test")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ForAsync(
            request,
            id,
            async (webhook, _) => webhook.Enabled
                ? ApiResults.Done(new WebhookTestView(await changes.TestAsync(id, cancellationToken)))
                : ApiResults.Error(ErrorCode.Conflict, "The webhook is disabled; enable it first."),
            cancellationToken);

    [Function("RemoveWebhook")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/{id}/remove")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ForAsync(
            request,
            id,
            async (_, caller) =>
            {
                await changes.RemoveAsync(id, caller.UserId, cancellationToken);
                return ApiResults.Done(new WebhookRemovalView(id));
            },
            cancellationToken);

    /// <summary>One query: a record has a hundred deliveries at most.</summary>
    [Function("ListWebhookDeliveries")]
    [Access(AccessPolicy.OwnerOrAdmin)]
    public Task<IResult> ListDeliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/webhooks/{id}/deliveries")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ForAsync(
            request,
            id,
            async (_, _) => ApiResults.Page<WebhookDeliveryView>(
                [.. (await store.DeliveriesAsync(id, cancellationToken)).Select(WebhookDeliveryView.Of)],
                cursor: null,
                Audience.Caller),
            cancellationToken);

    private async Task<IResult> AddAsync(NewWebhook order, Caller caller, CancellationToken cancellationToken)
    {
        if (order.Scope == WebhookScope.Forum && !caller.IsAdmin)
            return ApiResults.Error(ApiError.Of(
                ErrorCode.Forbidden, "scope", "scope is forum; only admins have webhooks of the forum."));
        var owner = order.Scope == WebhookScope.Forum ? null : caller.UserId;
        return await changes.AddAsync(
                owner, caller.UserId, order.Url, order.Types, cancellationToken) is { } added
            ? ApiResults.Done(
                StatusCodes.Status201Created,
                WebhookView.Of(added, clock.GetUtcNow(), withSecret: true),
                new NoMeta())
            : ApiResults.Error(
                ErrorCode.Conflict,
                $"There are {WebhookStore.MaxOfOwner} webhooks of this owner, or {WebhookStore.MaxOfForum} of all "
                    + "owners, which is the limit; remove one first.");
    }

    private async Task<IResult> ForAsync(
        HttpRequest request,
        string id,
        Func<Webhook, Caller, Task<IResult>> act,
        CancellationToken cancellationToken)
    {
        var (webhook, caller) = (await FindAsync(id, cancellationToken), Caller.Of(request));
        return caller.MaySee(webhook, webhook?.OwnerId, "webhook", out var refusal)
            ? await act(webhook, caller)
            : refusal;
    }

    private async Task<Webhook?> FindAsync(string id, CancellationToken cancellationToken) =>
        Webhook.IsId(id) ? (await store.FindAsync(id, cancellationToken))?.Row : null;

    // Null when it was removed since it was read.
    private IResult Tell(Webhook? webhook, bool withSecret = false) => webhook is null
        ? ApiResults.Error(ApiError.Unknown("id", "webhook"))
        : ApiResults.Done(WebhookView.Of(webhook, clock.GetUtcNow(), withSecret));
}
