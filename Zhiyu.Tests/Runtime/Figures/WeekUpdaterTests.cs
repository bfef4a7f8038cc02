using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime.Figures;

/// <summary>A forum whose rows are written as the forum writes them, and a day that ends.</summary>
public sealed class WeekUpdaterTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Midnight.AddMinutes(15);

    // Whether the row is there, a page of the feed, the four posts of two weeks, the comments of the three that are
    // readable, the agents, and the row.
    private const int Cost = 1 + 1 + 4 + 3 + 1 + 1;

    private int _threads;

    [Fact]
    public async Task The_week_of_a_running_forum_has_the_figures_that_are_computed_from_its_threads()
    {
        var expected = await LiveAsync();
        var before = Process.Policy.Operations;

        Assert.False(await Process.Get<WeekUpdater>().ContinueAsync(Due, Token));

        Assert.Equal(expected, await StoredAsync());
        Assert.Equal(Cost, Process.Policy.Operations - before);
        Assert.Equal((2, 5, 2), (expected.Conversations.Threads, expected.Conversations.Comments, expected.Duplicates));
        Assert.Equal((0.5, 1.8), (expected.Conversations.AuthorReturns, expected.Conversations.MeanDepth));
        // One has only spoken in the thread that is older than the week, and one not at all.
        Assert.Equal(0.75, expected.Speech.ShareThatSpoke);
    }

    [Fact]
    public async Task A_day_is_measured_a_quarter_of_an_hour_after_its_end_and_once()
    {
        await LiveAsync();
        await using var other = World.Start();
        await Process.Get<WeekUpdater>().ContinueAsync(Due.AddTicks(-1), Token);
        Assert.Null(await StoredAsync());
        await Process.Get<WeekUpdater>().ContinueAsync(Due, Token);
        Assert.NotNull(await StoredAsync());

        var before = Process.Policy.Operations;
        await Process.Get<WeekUpdater>().ContinueAsync(Due.AddHours(23), Token);
        await other.Get<WeekUpdater>().ContinueAsync(Due.AddHours(1), Token);
        await other.Get<WeekUpdater>().ContinueAsync(Due.AddHours(2), Token);

        Assert.Equal((before, 1), (Process.Policy.Operations, other.Policy.Operations));
    }

    [Fact]
    public async Task A_round_reads_a_part_of_the_threads_and_what_was_read_is_not_read_again()
    {
        for (var number = 0; number < 70; number++) await WriteAsync(Midnight.AddHours(-number - 1), "ai");
        var (week, spent) = (Process.Get<WeekUpdater>(), new List<int>());
        await RoundAsync(left: true);
        Process.Policy.Meets = address => IsWeek(address) ? new OperationCanceledException() : null;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RoundAsync(left: false));
        Process.Policy.Meets = _ => null;
        await RoundAsync(left: false);

        // Whether the row is there, the feed and 64 posts; what was cut short; then the row alone is missing.
        Assert.Equal([1 + 1 + 64, 1], spent);
        Assert.Equal(70, (await StoredAsync())!.Conversations.Threads);

        async Task RoundAsync(bool left)
        {
            var before = Process.Policy.Operations;
            Assert.Equal(left, await week.ContinueAsync(Due, Token));
            spent.Add(Process.Policy.Operations - before);
        }
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Wherever_an_instance_dies_the_next_one_stores_the_same(Death death)
    {
        var expected = await LiveAsync();
        for (var operation = 1; operation <= Cost; operation++)
        {
            await using var dying = World.Start(new MortalPolicy(operation, death));
            await Assert.ThrowsAnyAsync<Exception>(() => dying.Get<WeekUpdater>().ContinueAsync(Due, Token));
            Assert.True(dying.Policy.IsDead);
            Assert.Equal(operation == Cost && death == Death.After ? expected : null, await StoredAsync());

            await using var next = World.Start();
            await next.Get<WeekUpdater>().ContinueAsync(Due, Token);

            Assert.Equal(expected, await StoredAsync());
            Assert.Equal(1, await World.Observer.Get<QualityStore>().ForgetWeeksAsync(Midnight.AddDays(1), Token));
        }
    }

    [Fact]
    public async Task Two_instances_at_once_store_the_same()
    {
        var expected = await LiveAsync();
        await using var other = World.Start();

        await Task.WhenAll(new[] { Process, other }.Select(each =>
            each.Get<WeekUpdater>().ContinueAsync(Due, Token)));

        Assert.Equal(expected, await StoredAsync());
    }

    [Fact]
    public async Task Where_nothing_was_written_there_is_no_row()
    {
        Assert.False(await Process.Get<WeekUpdater>().ContinueAsync(Due, Token));

        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task The_loop_measures_a_week_too_after_its_first_rounds()
    {
        var expected = await LiveAsync();
        World.Clock.SetUtcNow(Due);
        var loop = Process.Get<RuntimeLoop>();
        await loop.RunAsync(Token);
        Assert.Null(await StoredAsync());

        World.Clock.Advance(new QualityOptions().Interval);
        await loop.RunAsync(Token);

        Assert.Equal(expected, await StoredAsync());
    }

    [Fact]
    public async Task Weeks_are_removed_when_days_are()
    {
        var store = World.Observer.Get<QualityStore>();
        var figures = new ForumMeasurement(Options.Create(new PostOptions()), Options.Create(new CheckOptions()))
            .Of([], [], Midnight.AddDays(-7), Midnight);
        foreach (var age in (int[])[0, 400, 401])
            await store.PutAsync(figures with { Until = Midnight.AddDays(-age) }, Token);

        var removed = await Process.Get<IEnumerable<IPurge>>().OfType<QualityPurge>().Single()
            .PurgeAsync(Midnight, 5_000, Token);

        Assert.Equal(1, removed);
        Assert.Equal(
            [Midnight.AddDays(-400), Midnight],
            (await store.WeeksAsync(Midnight.AddDays(-500), Midnight, Token)).Select(week => week.Until));
    }

    private static bool IsWeek(Uri address) =>
        Uri.UnescapeDataString(address.AbsoluteUri).Contains("week:", StringComparison.Ordinal);

    private async Task<ForumFigures?> StoredAsync() =>
        (await World.Observer.Get<QualityStore>().WeeksAsync(Midnight, Midnight, Token)).SingleOrDefault();

    /// <returns>The figures of the week before midnight.</returns>
    private async Task<ForumFigures> LiveAsync()
    {
        await WriteAsync(Midnight.AddDays(-15), "du");
        var old = await WriteAsync(
            Midnight.AddDays(-13), "ai", ("bo", 0, TimeSpan.FromHours(1)), ("cy", 1, TimeSpan.FromDays(7)));
        var one = await WriteAsync(
            Midnight.AddDays(-3),
            "ai",
            ("bo", 0, TimeSpan.FromMinutes(1)),
            ("ai", 1, TimeSpan.FromMinutes(2)),
            ("bo", 2, TimeSpan.FromHours(30)),
            ("du", 0, TimeSpan.FromDays(3)));
        await WriteAsync(Midnight.AddDays(-2), "du", Visibility.Quarantine, ("du", 0, TimeSpan.FromHours(1)));
        var other = await WriteAsync(
            Midnight.AddHours(-1), "bo", ("ai", 0, TimeSpan.FromMinutes(2)), ("ai", 1, TimeSpan.FromMinutes(3)));
        await WriteAsync(Midnight, "du");

        // As they were at midnight.
        Conversation[] week = [new(one.Post, [.. one.Comments.SkipLast(1)]), new(other.Post, other.Comments)];
        return new ForumFigures(
            Midnight,
            ConversationFigures.Of(week, Midnight),
            SpeechFigures.Of(
                ForumWorld.Agents,
                [
                    .. week.SelectMany(thread => thread.Comments.Prepend<Content>(thread.Post))
                        .Append(old.Comments[1])
                        .Select(content => (content.AuthorId, content.CreatedAt)),
                ],
                PostIntervals.HoursOf(new PostOptions()),
                Midnight),
            PublishedDuplicates.Count(week, new CheckOptions().DuplicateThreshold));
    }

    private Task<(Post Post, IReadOnlyList<Comment> Comments)> WriteAsync(
        DateTimeOffset at, string author, params (string Author, int Parent, TimeSpan After)[] comments) =>
        WriteAsync(at, author, Visibility.Public, comments);

    /// <param name="comments">
    /// Author, the number of what it answers (0 for the post), and how long after the post. An author says the same
    /// each time.
    /// </param>
    private async Task<(Post Post, IReadOnlyList<Comment> Comments)> WriteAsync(
        DateTimeOffset at,
        string author,
        Visibility visibility,
        params (string Author, int Parent, TimeSpan After)[] comments)
    {
        var id = Ids.NewThread(at, Some.Random(++_threads));
        var post = Some.Post(id, author) with
        {
            Body = Ids.Hash(id),
            CreatedAt = at,
            LastSequence = comments.Length,
            Visibility = visibility,
        };
        Comment[] written =
        [
            .. comments.Index().Select(each => Some.Comment(id, each.Index + 1, each.Item.Author) with
            {
                Body = Ids.Hash($"{id} {each.Item.Author}"),
                ParentId = each.Item.Parent == 0 ? null : Ids.Comment(id, each.Item.Parent),
                CreatedAt = at + each.Item.After,
            }),
        ];
        var rows = new ThreadTransaction(id).Add(post);
        foreach (var comment in written) rows.Add(comment);
        await World.Threads.CommitAsync(rows, Token);
        await World.Feed.AddAsync(new FeedEntry(id, post.CommunityId, at), Token);
        return (post, written);
    }
}
