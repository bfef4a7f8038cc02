using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime.Figures;

[Trait("Set", "Quick")]
public sealed class LargeForumWeekTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_large_forum_the_newest_thousand_threads_are_measured()
    {
        var (tables, clock) = (new MemoryTables(), new FakeTimeProvider(Midnight.AddMinutes(15)));
        var (feed, threads, store) = (new FeedIndex(tables), new ThreadStore(tables), new QualityStore(tables));
        var random = Some.Random();
        for (var number = 1; number <= 1_010; number++)
        {
            var at = Midnight.AddMinutes(-number);
            // Only the oldest ones are by another author.
            var post = Some.Post(Ids.NewThread(at, random), number > 1_000 ? "bo" : "ai") with { CreatedAt = at };
            await threads.CommitAsync(new ThreadTransaction(post.Id).Add(post), Token);
            await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, at), Token);
        }

        var agents = new AgentStore(tables);
        foreach (var id in (string[])["ai", "bo"]) await agents.AddAsync(Some.Agent(id), Token);
        var week = new WeekUpdater(
            store,
            new ConversationReader(feed, threads),
            new ForumMeasurement(Options.Create(new PostOptions()), Options.Create(new CheckOptions())),
            new CachedDirectory(agents, new CommunityStore(tables), clock),
            Options.Create(new QualityOptions()),
            clock);
        var rounds = 1;
        while (await week.ContinueAsync(clock.GetUtcNow(), Token)) rounds++;

        var figures = Assert.Single(await store.WeeksAsync(Midnight, Midnight, Token));
        Assert.Equal((1_000, 0.5), (figures.Conversations.Threads, figures.Speech.ShareThatSpoke));
        Assert.Equal(16, rounds);
    }
}
