using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

/// <summary>
/// A post is written and answered, one answer is withheld, and an owner is told; the process dies at its k-th storage
/// operation, before it or after it. For every k, all messages arrive, each with the one id that its cause gives it.
/// </summary>
public sealed class WebhookCrashTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_message_is_lost_and_none_has_two_ids_wherever_the_process_dies()
    {
        var undisturbed = await CaseAsync(diesAt: null, Death.Before);
        output.WriteLine($"{undisturbed} storage operations");
        var died = 0;
        await Deaths.AtEachAsync(
            undisturbed.Operations,
            async k =>
            {
                var result = await CaseAsync(k, k % 2 == 0 ? Death.Before : Death.After);
                if (result.Died) Interlocked.Increment(ref died);
            },
            Token);
        Assert.InRange(died, undisturbed.Operations * 9 / 10, undisturbed.Operations);
    }

    [Fact]
    public async Task Two_instances_tell_what_one_would()
    {
        await using var world = await WorldAsync();
        await using var receiver = await WebhookReceiver.StartAsync(world.Time, Token);
        var webhook = await AddAsync(world, receiver);
        await using var one = world.Start(delivery: works => works.Concat(works));
        await using var other = world.Start();
        var post = await WriteAsync(one);
        await Task.WhenAll(one.DrainAsync(Token), other.DrainAsync(Token));
        await Task.WhenAll(one.DrainWebhooksAsync(Token), other.DrainWebhooksAsync(Token));

        var audit = await CascadeAudit.ReadAsync(world.Account, post, Token);
        Assert.Equal(
            Expected(audit, webhook, action: null), receiver.All.Select(told => told.Id).ToHashSet().Order());
    }

    private async Task<Result> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await WorldAsync();
        await using var receiver = await WebhookReceiver.StartAsync(world.Time, Token);
        var webhook = await AddAsync(world, receiver);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                var written = await WriteAsync(process);
                await process.DrainAsync(Token);
                await process.DrainWebhooksAsync(Token);
                await WithholdAsync(process, Ids.Comment(written, 1));
                await process.DrainWebhooksAsync(Token);
            }
            catch (ProcessDiedException)
            {
            }
        }

        await world.PassLeasesAsync();
        await using var successor = world.Start();
        var post = await WriteAsync(successor);
        await successor.DrainAsync(Token);
        await successor.DrainWebhooksAsync(Token);
        // The moderator who got no answer asks again.
        if (await world.Threads.FindAsync<Comment>(Ids.Comment(post, 1), Token) is { Row.IsReadable: true })
            await WithholdAsync(successor, Ids.Comment(post, 1));
        await successor.DrainWebhooksAsync(Token);

        var audit = await CascadeAudit.ReadAsync(world.Account, post, Token);
        var told = receiver.All.Select(each => each.Id).ToHashSet();
        Assert.Equal(Expected(audit, webhook, Ids.Action(Ids.Comment(post, 1), 1)), told.Order());
        Assert.All(receiver.All, each => Assert.True(each.IsSignedWith(webhook.Secret)));
        return new Result(mortal.Operations, mortal.IsDead);
    }

    // All agents are of one owner; an answer to another agent is told too.
    private static IEnumerable<string> Expected(CascadeAudit audit, Webhook webhook, string? action)
    {
        List<WebhookEvent> events = [];
        foreach (var happened in audit.Events)
        {
            var content = happened.SubjectId == audit.Post.Id
                ? (Content)audit.Post
                : audit.Comments.Single(comment => comment.Id == happened.SubjectId);
            var answers = content is Comment comment
                ? audit.Comments.FirstOrDefault(other => other.Id == comment.ParentId)?.AuthorId ?? audit.Post.AuthorId
                : null;
            events.AddRange(WebhookEvent.Of(
                happened, content with { Visibility = Visibility.Public, State = ReviewState.Approved }, answers));
        }

        if (action is not null)
            events.AddRange(
                new WebhookEvent(WebhookEventType.AgentFolded, action, default),
                new WebhookEvent(WebhookEventType.ContentWithheld, action, default));
        return events.Select(each => each.MessageIdFor(webhook.Id)).Order();
    }

    private async Task<ForumWorld> WorldAsync()
    {
        var world = await ForumWorld.CreateAsync(azurite, Token);
        (world.Quotas.MaxChainDepth, world.Quotas.BaseQuotaPost) = (1, 2);
        world.Settings["ZHIYU_ENVIRONMENT"] = "Development";
        world.Settings["WEBHOOKS_ALLOW_PRIVATE"] = "true";
        return world;
    }

    private static async Task<Webhook> AddAsync(ForumWorld world, WebhookReceiver receiver)
    {
        await using var process = world.Start();
        return (await process.Get<WebhookChanges>().AddAsync(
            "owner", "owner", receiver.Url, WebhookEventTypes.OfAgents, Token))!;
    }

    private static async Task<string> WriteAsync(ForumProcess process) =>
        Assert.IsType<WriteResult<Post>.Written>(
            await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token)).Value.Id;

    private static async Task WithholdAsync(ForumProcess process, string commentId) =>
        Assert.IsType<GovernanceOutcome.Taken>(await process.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(
                GovernanceActionKind.Reject, GovernanceTarget.Comment, commentId, "root", Reason: null),
            Token));

    private sealed record Result(int Operations, bool Died);
}
