using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>
/// A comment finds no place in its thread's window, and is asked again when the window slides; the process dies at its
/// k-th storage operation, and another one takes over. For every k it is answered once.
/// </summary>
public sealed class RevisitCrashTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task What_had_no_place_is_answered_once_wherever_the_process_dies(Death death)
    {
        var operations = await CaseAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Quotas.MaxChainDepth = 1;
        var post = await PostAsync(world);
        // The post took all places; the comment comes while they are taken.
        world.Quotas.MaxChainDepth = 2;
        world.Quotas.OwedPlaces = 0;
        world.Quotas.ThreadQuotaShort = world.Quotas.BaseQuotaPost;
        world.Quotas.ShortWindow = TimeSpan.FromSeconds(1);
        var comment = await CommentAsync(world, post);

        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            try
            {
                await WorkAsync(world, process, comment);
            }
            catch (ProcessDiedException)
            {
            }
        }

        await using var successor = world.Start();
        await WorkAsync(world, successor, comment);

        var audit = await CascadeAudit.ReadAsync(world.Account, post, Token);
        audit.AssertExactlyOnce();
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, audit.Runs, Token);
        var record = audit.Allocations.Single(each => each.Id == comment.EventId);
        Assert.NotNull(record.FirstDecidedAt);
        Assert.Single(record.RunIds);
        Assert.Empty((await world.Threads.FindAsync<ResponseWindow>(post, Token))!.Row.Unanswered);
        return mortal.Operations;
    }

    /// <summary>Works until all is quiet. Time passes once the comment found no place.</summary>
    private static Task WorkAsync(ForumWorld world, ForumProcess process, Comment comment) => process.WorkUntilAsync(
        async token =>
        {
            if (await world.Threads.FindAsync<AllocationRecord>(comment.EventId, token) is not null)
                world.Clock.Advance(TimeSpan.FromMilliseconds(200));
            return await world.IsQuietAsync(token);
        },
        Token);

    private static async Task<string> PostAsync(ForumWorld world)
    {
        await using var process = world.Start();
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        await process.DrainAsync(Token);
        return written.Value.Id;
    }

    private static async Task<Comment> CommentAsync(ForumWorld world, string post)
    {
        await using var process = world.Start();
        return Assert.IsType<WriteResult<Comment>.Written>(await process.Get<CommentWriter>().WriteAsync(
            new NewComment("ai", "run-2", post, ParentId: null, "还有谁在？"), Token)).Value;
    }
}
