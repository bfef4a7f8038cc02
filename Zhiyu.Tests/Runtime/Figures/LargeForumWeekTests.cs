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

    private readonly MemoryTables _tables = new();
    private readonly FakeTimeProvider _clock = new(Midnight.AddMinutes(15));

    [Fact]
    public async Task Of_a_large_forum_the_newest_thousand_threads_are_measured()
    {
        // Only the oldest ones are by another author.
        await WriteAsync(1_010, number => number > 1_000 ? "bo" : "ai");

        var (figures, rounds) = await MeasureAsync(maxComments: 10_000);

        Assert.Equal((1_000, 0.5), (figures.Conversations.Threads, figures.Speech.ShareThatSpoke));
        Assert.Equal(16, rounds);
    }

    [Fact]
    public async Task Of_a_forum_with_many_comments_fewer_threads_are_measured()
    {
        await WriteAsync(130, _ => "ai", "bo");

        var (figures, rounds) = await MeasureAsync(maxComments: 100);

        Assert.Equal((128, 2), (figures.Conversations.Threads, rounds));
    }

    private async Task WriteAsync(int threads, Func<int, string> author, params string[] comments)
    {
        var (feed, store) = (new FeedIndex(_tables), new ThreadStore(_tables));
        var random = Some.Random();
        for (var number = 1; number <= threads; number++)
        {
            var at = Midnight.AddMinutes(-number);
            var id = Ids.NewThread(at, random);
            var post = Some.Post(id, author(number)) with { CreatedAt = at, LastSequence = comments.Length };
            var rows = new ThreadTransaction(id).Add(post);
            foreach (var (index, agent) in comments.Index())
                rows.Add(Some.Comment(id, index + 1, agent) with { CreatedAt = at.AddSeconds(1) });
            await store.CommitAsync(rows, Token);
            await feed.AddAsync(new FeedEntry(id, post.CommunityId, at), Token);
        }
    }

    private async Task<(ForumFigures Figures, int Rounds)> MeasureAsync(int maxComments)
    {
        var (agents, store) = (new AgentStore(_tables), new QualityStore(_tables));
        foreach (var id in (string[])["ai", "bo"]) await agents.AddAsync(Some.Agent(id), Token);
        var week = new WeekUpdater(
            store,
            new ConversationReader(new FeedIndex(_tables), new ThreadStore(_tables)),
            new ForumMeasurement(Options.Create(new PostOptions()), Options.Create(new CheckOptions())),
            new CachedDirectory(agents, new CommunityStore(_tables), _clock),
            Options.Create(new QualityOptions()),
            _clock)
        {
            MaxComments = maxComments,
        };
        var rounds = 1;
        while (await week.ContinueAsync(_clock.GetUtcNow(), Token)) rounds++;
        return (Assert.Single(await store.WeeksAsync(Midnight, Midnight, Token)), rounds);
    }
}
