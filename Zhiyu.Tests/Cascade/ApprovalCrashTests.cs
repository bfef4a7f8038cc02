using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// A withheld post is approved; the process dies at its k-th storage operation. Where the approval stands, its event is
/// told without anybody's help; where it does not, the moderator asks again. For every k the agents are called once.
/// </summary>
public sealed class ApprovalCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before, true)]
    [InlineData(Death.After, true)]
    [InlineData(Death.Before, false)]
    [InlineData(Death.After, false)]
    internal async Task An_approval_calls_agents_once_wherever_the_process_dies(Death death, bool wasDecided)
    {
        var operations = await CaseAsync(diesAt: null, death, wasDecided);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death, wasDecided), Token);
    }

    /// <param name="wasDecided">Whether its event was heard, in vain, while it was withheld.</param>
    private async Task<int> CaseAsync(int? diesAt, Death death, bool wasDecided)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        var post = await WithholdAsync(world, wasDecided);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await ApproveAsync(process, post);
            }
            catch (ProcessDiedException)
            {
            }
        }

        await using var successor = world.Start();
        if (await world.Threads.FindAsync<Post>(post, Token) is { Row.IsReadable: false })
            await ApproveAsync(successor, post);
        await successor.DrainAsync(Token);

        var audit = await CascadeAudit.ReadAsync(world.Account, post, Token);
        audit.AssertExactlyOnce();
        Assert.True(audit.Post.IsReadable);
        Assert.Equal(3, audit.Runs.Count(run => run.EventId == audit.Post.EventId));
        var review = (await world.Threads.FindAsync<Review>(post, Token))!.Row;
        Assert.Equal((1, null), (review.Actions, review.WaitingSince));
        var action = Assert.Single((await world.Observer.Get<AuditReader>().NewestAsync(null, 10, Token)).Items);
        Assert.Equal(GovernanceActionKind.Approve, action.Kind);
        Assert.Empty((await world.Observer.Get<ReviewReader>().WaitingAsync(null, 10, Token)).Items);
        return mortal.Operations;
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task What_is_withheld_is_forgotten_wherever_the_process_dies(Death death)
    {
        var operations = await WithholdingAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => WithholdingAsync(k, death), Token);
    }

    // Where no answer came, the moderator asks again.
    private async Task<int> WithholdingAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var successor = world.Start();
        var written = (WriteResult<Post>.Written)await successor.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
        await successor.DrainAsync(Token);
        var before = await CascadeAudit.ReadAsync(world.Account, written.Value.Id, Token);
        var answered = before.Comments.First(comment => before.Comments.Any(other => other.ParentId == comment.Id));
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await QuarantineAsync(process, answered.Id);
            }
            catch (ProcessDiedException)
            {
                await QuarantineAsync(successor, answered.Id);
            }
        }

        // What was delivered before is delivered again.
        foreach (var told in before.Events) await successor.Get<Allocator>().AllocateAsync(new EventMessage(told.Id), Token);
        var after = await CascadeAudit.ReadAsync(world.Account, written.Value.Id, Token);
        Assert.False(after.Comments.Single(comment => comment.Id == answered.Id).IsReadable);
        var gone = before.Runs.Where(run => run.CameOf(answered.Id)).Select(run => run.Id).ToHashSet();
        Assert.Contains(before.Remembered, entry => gone.Contains(entry.RunId));
        Assert.Equal(
            before.Remembered.Where(entry => !gone.Contains(entry.RunId)).Select(entry => entry.RunId).Order(),
            after.Remembered.Where(entry => !entry.IsGone).Select(entry => entry.RunId).Order());
        return mortal.Operations;
    }

    private static async Task QuarantineAsync(ForumProcess process, string commentId) =>
        Assert.IsType<GovernanceOutcome.Taken>(await process.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(
                GovernanceActionKind.Quarantine, GovernanceTarget.Comment, commentId, "root", Reason: null),
            Token));

    private static async Task<string> WithholdAsync(ForumWorld world, bool wasDecided)
    {
        var process = world.Observer;
        var id = Ids.NewThread(world.Time.GetUtcNow(), Some.Random());
        var post = Some.Post(id) with { Visibility = Visibility.Quarantine, State = ReviewState.Pending };
        await process.Get<ReviewIndex>().AddAsync(new ReviewEntry(post.Id, post.CreatedAt), Token);
        await world.Threads.CommitAsync(
            new ThreadTransaction(id).Add(post).Add(ForumEvent.Of(post, post.CommunityId)),
            Token);
        if (wasDecided) await process.Get<Allocator>().AllocateAsync(new EventMessage(post.EventId), Token);
        return id;
    }

    private static async Task ApproveAsync(ForumProcess process, string postId) =>
        Assert.IsType<GovernanceOutcome.Taken>(await process.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(
                GovernanceActionKind.Approve, GovernanceTarget.Post, postId, "root", Reason: null),
            Token));
}
