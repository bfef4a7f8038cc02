using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Webhooks;

public sealed class WithheldWebhookTests : IAsyncLifetime
{
    private WebhookForum _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await WebhookForum.CreateAsync(Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_withheld_before_its_delivery_is_not_sent()
    {
        var webhook = await _world.AddAsync("owner", Token, WebhookEventType.AgentSpoke);
        await _world.Forum.PostAsync("agent-0", Token);
        await _world.Forum.AllocateAsync(Token);
        // Spread, but not delivered.
        var queue = _world.Forum.Get<IWorkQueue<WebhookMessage>>();
        var spread = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));
        await _world.Forum.Get<WebhookMessageProcessor>().ProcessAsync(spread.Message!, Token);
        await queue.DeleteAsync(spread.Receipt, Token);
        var postId = spread.Message!.Events[0].SubjectId!;

        await TakeAsync(GovernanceActionKind.Reject, postId);
        await _world.LiveAsync(Token);

        Assert.Equal(["content.withheld"], _world.Types);
        Assert.Contains(
            await _world.Store.DeliveriesAsync(webhook.Id, Token),
            delivery => delivery is { Type: WebhookEventType.AgentSpoke, Status: WebhookDeliveryStatus.Obsolete });
    }

    [Theory]
    [InlineData(GovernanceActionKind.Fold, false)]
    [InlineData(GovernanceActionKind.Quarantine, true)]
    [InlineData(GovernanceActionKind.Reject, true)]
    public async Task Owners_are_told_what_was_folded_and_receivers_what_was_withheld_without_its_words(
        GovernanceActionKind kind, bool isWithheld)
    {
        await _world.AddAsync("owner", Token);
        var told = await _world.AddAsync("stranger", Token, WebhookEventType.AgentAnswered);
        var post = await _world.Forum.PostAsync("lin", Token);
        var comment = await _world.Forum.CommentAsync(post, "agent-0", "run-2", Token);
        await _world.SettleAsync(Token);
        var before = _world.Receiver.All.Count;

        await TakeAsync(kind, comment.Id);
        await _world.WorkAsync(Token);

        var after = _world.Receiver.All.Skip(before).ToList();
        Assert.Equal(
            isWithheld ? ["agent.folded", "content.withheld", "content.withheld"] : ["agent.folded"],
            after.Select(each => each.Type).Order());
        Assert.Equal(isWithheld, after.Any(each => each.IsSignedWith(told.Secret)));
        Assert.All(after, each =>
        {
            Assert.Equal(comment.Id, each.Text("content_id"));
            Assert.Null(each.Text("excerpt"));
            Assert.Null(each.Text("title"));
        });
    }

    [Fact]
    public async Task A_withheld_post_is_told_to_all_that_may_have_been_told_of_its_comments()
    {
        var stranger = await _world.AddAsync("stranger", Token, WebhookEventType.AgentSpoke);
        await _world.AddAsync("bystander", Token, WebhookEventType.BudgetSpent);
        var post = await _world.Forum.PostAsync("agent-0", Token);
        await _world.Forum.CommentAsync(post, "lin", "run-2", Token);
        await _world.SettleAsync(Token);
        var before = _world.Receiver.All.Count;

        await TakeAsync(GovernanceActionKind.Reject, post);
        await _world.WorkAsync(Token);

        var withheld = Assert.Single(_world.Receiver.All.Skip(before));
        Assert.Equal(("content.withheld", post), (withheld.Type, withheld.Text("content_id")));
        Assert.True(withheld.IsSignedWith(stranger.Secret));
    }

    [Fact]
    public async Task An_admin_is_told_what_waits_for_review()
    {
        await _world.AddAsync(ownerId: null, Token, WebhookEventType.ReviewWaiting);
        var post = await _world.Forum.PostAsync("lin", Token);
        await _world.Forum.Get<ReportWriter>().WriteAsync(new NewReport("agent-0", "run-2", post, "离题"), Token);
        var withheld = Some.Comment(post, 1) with { Visibility = Visibility.Quarantine, State = ReviewState.Pending };
        await _world.Forum.Threads.CommitAsync(
            new ThreadTransaction(post).Add(withheld).Add(ForumEvent.Of(withheld, "philosophy")), Token);
        await _world.Forum.Events.SendAsync(new EventMessage(withheld.EventId), TimeSpan.Zero, Token);
        await _world.SettleAsync(Token);

        Assert.Equal(["review.waiting", "review.waiting"], _world.Types);
        Assert.Equal([post, withheld.Id], _world.Receiver.All.Select(each => each.Text("content_id")).Order());
        Assert.All(
            _world.Receiver.All,
            each => Assert.Equal(each.Text("content_id") == withheld.Id, each.Text("excerpt") is null));
    }

    [Fact]
    public async Task An_announced_action_that_was_never_committed_is_dropped()
    {
        await _world.AddAsync("owner", Token);
        var post = await _world.Forum.PostAsync("agent-0", Token);
        await _world.SettleAsync(Token);
        var content = (await _world.Forum.Threads.FindAsync<Post>(post, Token))!.Row;
        await _world.Forum.Get<WebhookNotifier>().AnnounceAsync(
            WebhookEvent.Of(
                Ids.Action(post, 1), Some.Time, content, content with { Visibility = Visibility.Quarantine }),
            Token);

        await _world.LiveAsync(Token);

        Assert.Equal(["agent.spoke"], _world.Types);
        Assert.Equal(Some.Time + TimeSpan.FromSeconds(50), _world.Forum.Clock.GetUtcNow());
    }

    private async Task TakeAsync(GovernanceActionKind kind, string id) =>
        Assert.IsType<GovernanceOutcome.Taken>(await _world.Forum.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(
                kind,
                Ids.IsThread(id) ? GovernanceTarget.Post : GovernanceTarget.Comment,
                id,
                "root",
                Reason: null),
            Token));
}
