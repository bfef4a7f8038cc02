using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Publishing;

public sealed class EventGuardsTests(AzuriteFixture azurite)
{
    private const string ThreadId = "0000000000000001";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_event_is_allocated_however_often_its_writer_outsleeps_the_guard(int sleeps)
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        await using var process = world.Start();
        process.Get<IOptions<EventOptions>>().Value.MaxLooks = 1;
        var post = Some.Post(ThreadId);
        var rounds = 0;

        await process.Get<ContentPublisher>().CommitAsync(
            post.EventId,
            process.Get<EventGuards>().For(post.EventId),
            async token =>
            {
                // The queue is empty once the guard has given up.
                if (rounds++ < sleeps) await process.DrainAsync(token);
                return new Proposal.Change(
                    post,
                    new ThreadTransaction(ThreadId).Add(post),
                    ForumEvent.Of(post, post.CommunityId),
                    new ContentNotification(post, AnswersAgentId: null));
            },
            Token);
        await process.DrainAsync(Token);

        (await CascadeAudit.ReadAsync(world.Account, ThreadId, Token)).AssertExactlyOnce();
    }
}
