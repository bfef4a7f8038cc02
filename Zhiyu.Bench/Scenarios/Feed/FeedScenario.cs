using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Feed;

/// <summary>
/// Measures how a forum's size affects readers. It compares full pages, which a new forum does not have.
/// </summary>
internal sealed class FeedScenario : IScenario
{
    private const int Connections = 16;
    private const int Comments = 10_000;
    private const int OnePage = 20;
    private const int Sample = 20;

    private static readonly (string, string)[] Settings =
        // Only reads: the loop's rankings would be counted too.
        [("RUNTIME_ENABLED", "false"), ("AzureWebJobs.RuntimeLoop.Disabled", "true")];

    public string Name => "feed";

    public string Description =>
        "Feed, post and comments at 0 posts, one page of them, a tenth of the most, and the most.";

    public Extent Standard { get; } = new(Runs: 5, Seconds: 5, Count: 100_000, Of: "posts there are at most")
    {
        // A tenth of it must be at least one page.
        Least = 200,
    };

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken);
        var (app, forum) = await lab.StartForumAsync(cancellationToken, Settings);
        var filling = new Filling(lab.Emulator.ConnectionString, lab.Chatter, plan.Random);
        var sizes = new List<FeedAtSize>();
        var there = 0;
        foreach (var size in new[] { 0, OnePage, plan.Count / 10, plan.Count }.Distinct())
        {
            Plan.Say($"{size:n0} posts");
            if (size > there) await filling.AddPostsAsync(there, size - there, cancellationToken);
            there = size;
            var post = (await forum.IdsAsync("/v1/feed", cancellationToken))[^1];
            var thread = size == 0
                ? post
                : await filling.AddThreadAsync(size == OnePage ? OnePage + 1 : Comments, cancellationToken);
            // After the newest post only, so that one page of posts is enough for a full page.
            var next = await forum.CursorAsync("/v1/feed?limit=1", cancellationToken);
            sizes.Add(new FeedAtSize(size,
            [
                await MeasureAsync(lab, app, "/v1/feed", "/v1/feed", plan, cancellationToken),
                await MeasureAsync(
                    lab, app, $"/v1/feed?cursor={next}", "/v1/feed?cursor={next}", plan, cancellationToken),
                await MeasureAsync(lab, app, $"/v1/posts/{post}", "/v1/posts/{id}", plan, cancellationToken),
                await MeasureAsync(
                    lab, app, $"/v1/posts/{thread}/comments", "/v1/posts/{id}/comments", plan, cancellationToken),
            ]));
        }

        return new FeedReport(sizes)
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };
    }

    private static async Task<FeedRequest> MeasureAsync(
        Lab lab, App app, string path, string name, Plan plan, CancellationToken cancellationToken)
    {
        var address = new Uri(path, UriKind.Relative);
        var bytes = await ReadAsync();
        var before = lab.Emulator.Operations.Read();
        for (var time = 0; time < Sample; time++) await ReadAsync();
        await Wait.ForAsync(TimeSpan.FromMilliseconds(300), cancellationToken);
        var counted = lab.Emulator.Operations.Since(before).WithoutPolls;

        var runs = new List<(double PerSecond, double P99, double Cpu)>();
        while (runs.Count < plan.Runs)
        {
            var processor = app.Process.ProcessorTime;
            var (taken, perSecond) = await ClosedLoop.RunAsync(
                Connections, TimeSpan.FromSeconds(plan.Seconds), ReadAsync);
            var used = (app.Process.ProcessorTime - processor).TotalMilliseconds;
            runs.Add((perSecond, taken.Percentile(0.99), used / taken.Count));
        }

        return new FeedRequest(
            name,
            Math.Round((double)counted / Sample, 1),
            bytes,
            Math.Round(runs.Select(run => run.Cpu).Median(), 2),
            Math.Round(runs.Select(run => run.PerSecond).Median()),
            Math.Round(runs.Select(run => run.P99).Median(), 1));

        async Task<int> ReadAsync()
        {
            using var response = await app.Client.GetAsync(address, cancellationToken);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
        }
    }
}
