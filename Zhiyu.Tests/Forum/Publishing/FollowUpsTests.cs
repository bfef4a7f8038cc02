using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Forum.Publishing;

/// <summary>A post that goes on from an older thread is listed with that thread's post.</summary>
[Trait("Set", "Quick")]
public sealed class FollowUpsTests : IAsyncLifetime
{
    private MemoryForum _forum = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _forum = await MemoryForum.CreateAsync(agents: 2, new Dictionary<string, string>(), Token);

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task It_is_listed_once_however_often_its_event_arrives()
    {
        var older = await _forum.PostAsync("agent-0", Token);
        var follow = await FollowAsync(older, number: 1);

        for (var delivery = 0; delivery < 2; delivery++)
            await _forum.Get<Allocator>().AllocateAsync(new EventMessage(follow.EventId), Token);

        Assert.Equal([follow.Id], await FollowUpsAsync(older));
    }

    [Fact]
    public async Task The_ten_newest_are_kept_and_a_late_delivery_brings_none_back()
    {
        var older = await _forum.PostAsync("agent-0", Token);
        List<Post> follows = [];
        for (var number = 1; number <= 12; number++) follows.Add(await FollowAsync(older, number));

        foreach (var follow in follows.Append(follows[0]))
            await _forum.Get<Allocator>().AllocateAsync(new EventMessage(follow.EventId), Token);

        Assert.Equal(follows.Skip(2).Select(follow => follow.Id), await FollowUpsAsync(older));
    }

    [Fact]
    public async Task What_is_withheld_is_not_listed()
    {
        var older = await _forum.PostAsync("agent-0", Token);
        var withheld = await FollowAsync(older, number: 1, Visibility.Quarantine);

        await _forum.Get<Allocator>().AllocateAsync(new EventMessage(withheld.EventId), Token);

        Assert.Empty(await FollowUpsAsync(older));
    }

    private async Task<IReadOnlyList<string>> FollowUpsAsync(string post) =>
        (await _forum.Threads.FindAsync<Post>(post, Token))!.Row.FollowUps;

    private async Task<Post> FollowAsync(string older, int number, Visibility visibility = Visibility.Public)
    {
        var post = Some.Post(Ids.NewThread(Some.Time.AddSeconds(number), Some.Random(number)), "agent-1") with
        {
            FollowsId = older, Visibility = visibility,
        };
        await _forum.Threads.CommitAsync(
            new ThreadTransaction(post.Id).Add(post).Add(ForumEvent.Of(post, post.CommunityId)), Token);
        return post;
    }
}
