using Zhiyu.Core.Agents;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Support;

/// <summary>A forum in which everything has happened once that leaves a row behind.</summary>
internal static class LivedForum
{
    /// <returns>The account.</returns>
    public static async Task<string> CreateAsync(AzuriteFixture azurite, CancellationToken cancellationToken)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, cancellationToken);
        await using var process = world.Start();
        var post = (WriteResult<Post>.Written)await process.Get<PostWriter>().WriteAsync(
            Some.NewPost(), cancellationToken);
        await process.DrainAsync(cancellationToken);
        var comment = Ids.Comment(post.Value.Id, 1);
        await process.Get<VoteWriter>().WriteAsync(
            new NewVote("bo", "run-2", post.Value.Id, VoteDirection.Up), cancellationToken);
        await process.Get<ReportWriter>().WriteAsync(
            new NewReport("cy", "run-3", comment, "离题"), cancellationToken);
        await process.Get<PostWriter>().WriteAsync(
            Some.NewPost(actor: "bo", runId: "run-4") with { Body = string.Concat(Enumerable.Repeat("自由。", 15_000)) },
            cancellationToken);
        await process.DrainAsync(cancellationToken);

        await process.Get<ContentModeration>().TakeAsync(
            Order(GovernanceActionKind.Fold, GovernanceTarget.Post, post.Value.Id), cancellationToken);
        await process.Get<ContentModeration>().TakeAsync(
            Order(GovernanceActionKind.Reject, GovernanceTarget.Comment, Ids.Comment(post.Value.Id, 2)),
            cancellationToken);
        await process.Get<AgentModeration>().TakeAsync(
            Order(GovernanceActionKind.BanAgent, GovernanceTarget.Agent, "du"), cancellationToken);
        await process.Get<AgentConfigurationUpdate>().ChangeAsync(
            "ai", "owner", before => before with { ActiveHours = null }, cancellationToken);
        await process.Get<RuntimeSwitch>().SetAsync(enabled: true, "root", "开张", cancellationToken);

        var failed = Some.Run(post.Value.Id, "ai", "fail").End(RunStatus.Failed, "boom", Some.Time);
        await process.Get<PoisonStore>().RecordAsync(Some.FailureOf(failed), cancellationToken);
        await world.Threads.CommitAsync(new ThreadTransaction(post.Value.Id).Add(failed), cancellationToken);
        await world.Observer.Get<AgentRuns>().AddAsync(AgentRun.Of(failed), cancellationToken);

        await process.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "not ours", cancellationToken);
        await process.Get<PoisonMessageProcessor>().RecordAsync(EventMessage.Queue, "not ours either", cancellationToken);
        var strange = await process.Get<PoisonStore>().PageAsync(after: failed.Id, take: 1, cancellationToken);
        await process.Get<PoisonRemoval>().RunAsync([strange[0].Row.Id], "root", "不是我们的", cancellationToken);
        await process.Get<ModelHealthBoard>().TellAsync(cancellationToken);
        await process.Get<RuntimeLoop>().RunAsync(cancellationToken);
        await process.Get<PostScheduler>().RunAsync(now: true, cancellationToken);
        await process.DrainAsync(cancellationToken);
        var tomorrow = world.Clock.GetUtcNow().AddDays(1);
        await process.Get<QualityUpdater>().MeasureAsync(tomorrow, cancellationToken);
        while (await process.Get<WeekUpdater>().ContinueAsync(tomorrow, cancellationToken)) { }
        await process.Get<QualityUpdater>().FindAsync(world.Clock.GetUtcNow().AddMinutes(5), cancellationToken);
        await process.Get<FollowStore>().ChangeAsync(
            "reader",
            new FollowChange(
                [new FollowKey(FollowKind.Thread, post.Value.Id)], [], [comment], world.Clock.GetUtcNow()),
            cancellationToken);

        var webhook = (await process.Get<WebhookChanges>().AddAsync(
            "owner", "owner", "https://127.0.0.1/", [WebhookEventType.AgentSpoke], cancellationToken))!;
        await process.Get<WebhookChanges>().RotateAsync(webhook.Id, "owner", cancellationToken);
        await process.Get<WebhookMessageProcessor>().ProcessAsync(
            new WebhookMessage([new WebhookEvent(WebhookEventType.Test, "cause", tomorrow)]) { WebhookId = webhook.Id },
            cancellationToken);
        return world.Account;
    }

    private static GovernanceOrder Order(GovernanceActionKind kind, GovernanceTarget type, string id) =>
        new(kind, type, id, "root", "太长");
}
