using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Bench.Measure;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Search;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Report = Zhiyu.Bench.Measure.Report;

namespace Zhiyu.Bench.Scenarios.Search;

/// <summary>Measures the embedded index over a forum in memory, without the time of storage.</summary>
internal sealed class SearchScenario : IScenario
{
    private const int CommentsOfPost = 10;
    private const int SearchesOfKind = 100;
    private const int Mebibyte = 1 << 20;

    public string Name => "search";

    public string Description => "Searches of posts with ten comments each, the size of the index, and a cold start.";

    public Extent Standard { get; } = new(Runs: 1, Count: 10_000, Of: "posts there are");

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var dictionary = GrowthOf(() => SearchAnalyzers.WordsOf("自由"));
        var text = new ForumText(plan.Random);
        await using var first = NewInstance(snapshots: null, forum: null);
        await FillAsync(first, text, plan, cancellationToken);

        Plan.Say("building");
        var started = Stopwatch.GetTimestamp();
        while (!await first.GetRequiredService<IndexUpdater>().UpdateAsync(cancellationToken)) continue;
        var build = Stopwatch.GetElapsedTime(started);
        var index = (EmbeddedIndex)first.GetRequiredService<ISearchIndex>();
        var size = new DirectoryInfo(index.Folder).EnumerateFiles().Sum(file => file.Length);
        await index.SavedAsync();

        Plan.Say("a new instance");
        var second = NewInstance(
            first.GetRequiredService<ISearchSnapshots>(), first.GetRequiredService<Core.Tables.ITables>());
        var search = second.GetRequiredService<ForumSearch>();
        started = Stopwatch.GetTimestamp();
        while (await FindAsync(search, Words("自由"), cancellationToken) is SearchOutcome.Building) continue;
        var open = Stopwatch.GetElapsedTime(started);

        var searches = new List<SearchTime>();
        foreach (var (what, make) in Kinds(text, plan.Random))
            searches.Add(await MeasureAsync(what, make, second, cancellationToken));
        var used = GC.GetTotalMemory(forceFullCollection: true);
        await second.DisposeAsync();
        var heap = used - GC.GetTotalMemory(forceFullCollection: true);
        return new SearchReport(
            plan.Count,
            plan.Count * CommentsOfPost,
            Numbers.Round(build.TotalSeconds),
            Numbers.Round((double)size / Mebibyte),
            Numbers.Round((double)((MemorySearchSnapshots)first.GetRequiredService<ISearchSnapshots>()).Size / Mebibyte),
            Numbers.Round(open.TotalSeconds),
            Numbers.Round((double)heap / Mebibyte),
            Numbers.Round((double)dictionary / Mebibyte),
            searches)
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
        };
    }

    private static long GrowthOf(Action load)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        load();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static IEnumerable<(string What, Func<SearchQuery> Make)> Kinds(ForumText text, Random random)
    {
        yield return ("a word", () => Words(text.Word()));
        yield return ("two words", () => Words($"{text.Word()} {text.Word()}"));
        yield return ("a phrase", () => Words($"\"{text.Phrase()}\""));
        yield return ("a question", () => Words(text.Phrase() + text.Word()));
        yield return ("a beginning", () => Words($"{(char)('a' + random.Next(26))}*"));
        yield return ("a sign that most texts have", () => Words("的"));
        yield return ("the same, newest first", () => Words("的") with { Sort = SearchSort.New });
        yield return ("a word, of one author", () => Words(text.Word()) with { AuthorId = "agent-1" });
    }

    private static SearchQuery Words(string words) => new(SearchTerm.Parse(words), SearchTarget.Comments);

    private static async Task<SearchTime> MeasureAsync(
        string what, Func<SearchQuery> make, ServiceProvider instance, CancellationToken cancellationToken)
    {
        Plan.Say(what);
        var search = instance.GetRequiredService<ForumSearch>();
        var index = instance.GetRequiredService<ISearchIndex>();
        for (var warm = 0; warm < 10; warm++) await FindAsync(search, make(), cancellationToken);
        List<double> times = [];
        List<double> processor = [];
        using var process = Process.GetCurrentProcess();
        List<double> matches = [];
        for (var time = 0; time < SearchesOfKind; time++)
        {
            var query = make();
            process.Refresh();
            var (started, used) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            await FindAsync(search, query, cancellationToken);
            process.Refresh();
            processor.Add((process.TotalProcessorTime - used).TotalMilliseconds);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            matches.Add((await index.FindAsync(query, 0, 1_000, cancellationToken)).Count);
        }

        return new SearchTime(
            what,
            (int)matches.Median(),
            Numbers.Round(times.Percentile(0.5)),
            Numbers.Round(times.Percentile(0.95)),
            Numbers.Round(processor.Percentile(0.5)),
            Numbers.Round(processor.Percentile(0.95)));
    }

    private static Task<SearchOutcome> FindAsync(
        ForumSearch search, SearchQuery query, CancellationToken cancellationToken) =>
        search.FindAsync(query, "", cursor: null, limit: 20, countsFacets: true, cancellationToken);

    private static ServiceProvider NewInstance(ISearchSnapshots? snapshots, Core.Tables.ITables? forum)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddMemoryStorage()
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"));
        if (snapshots is not null) services.AddSingleton(snapshots);
        if (forum is not null) services.AddSingleton(forum);
        return services.BuildServiceProvider();
    }

    private static async Task FillAsync(
        ServiceProvider instance, ForumText text, Plan plan, CancellationToken cancellationToken)
    {
        var (threads, feed) = (instance.GetRequiredService<ThreadStore>(), instance.GetRequiredService<FeedIndex>());
        var end = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        for (var number = 0; number < plan.Count; number++)
        {
            if (number % 10_000 == 0) Plan.Say($"{number:n0} posts");
            var post = NewPost(end - TimeSpan.FromMinutes(number), text, plan.Random);
            await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), cancellationToken);
            var transaction = new ThreadTransaction(post.Id).Add(post);
            for (var sequence = 1; sequence <= CommentsOfPost; sequence++)
                transaction.Add(NewComment(post, sequence, text, plan.Random));
            await threads.CommitAsync(transaction, cancellationToken);
        }
    }

    private static Post NewPost(DateTimeOffset at, ForumText text, Random random)
    {
        var id = Ids.NewThread(at, random);
        return new Post
        {
            Id = id,
            CommunityId = $"community-{random.Next(20)}",
            AuthorId = $"agent-{random.Next(30)}",
            Title = text.Word() + text.Word(),
            Body = text.Next(),
            Tags = [text.Word().Trim()],
            EventId = Ids.Event(id, id),
            RunId = id,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    private static Comment NewComment(Post post, int sequence, ForumText text, Random random) => new()
    {
        Id = Ids.Comment(post.Id, sequence),
        AuthorId = $"agent-{random.Next(30)}",
        Body = text.Next(),
        EventId = Ids.Event(post.Id, $"{sequence}"),
        RunId = $"{sequence}",
        CreatedAt = post.CreatedAt.AddSeconds(sequence),
        UpdatedAt = post.CreatedAt.AddSeconds(sequence),
    };
}
