using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Rig;
using Zhiyu.Bench.Surfaces;
using Zhiyu.Core.Threads;
using Report = Zhiyu.Bench.Measure.Report;

namespace Zhiyu.Bench.Scenarios.Surfaces;

/// <summary>
/// Writes, withholds and restores while instances are killed and readers read, and compares all surfaces with storage.
/// </summary>
internal sealed class SurfacesScenario : IScenario
{
    private const int EventsOfKill = 100;
    private const int MinKills = 6;
    private const int WritersAtOnce = 8;
    private const int WritesOfAction = 4;
    private const double ShareOfPosts = 0.18;

    // How far the writers may be ahead of the kills: an instance needs longer to start than a hundred events.
    private const int MaxAhead = 50;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(15);

    // Each post gets one reply, which gets none.
    private static readonly (string, string)[] Settings =
    [
        ("ALLOCATION_POST_QUOTA", "1"), ("ALLOCATION_COMMENT_QUOTA", "0"), ("RUNTIME_MAX_PARALLEL", "16"),
        WebhookReading.Setting,
    ];

    public string Name => "surfaces";

    public string Description =>
        "Events and kills at random; then search, feeds, dataset and page are compared with storage.";

    public Extent Standard { get; } = new(Runs: 0, Count: 10_000, Of: "events are made by clients") { Least = 100 };

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken);
        var fleet = new Fleet(lab, Settings, plan.Another());
        await fleet.StartAsync(cancellationToken);
        await using var webhooks = await WebhookReading.StartAsync(fleet.Any(), cancellationToken);
        var (log, writes) = (new ContentLog(), new AcknowledgedWrites());
        var moderator = new SteadyModerator(fleet.Any, log, plan.Another());
        var killing = new Killing(fleet, lab.Emulator.Operations, MomentsOf(plan), plan.Another());
        var passes = new ReadingPasses(
            [.. ForumSurfaces.List.Where(surface => surface.IsImmediate)], () => fleet.Any().Http, log);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = passes.RunAsync(over.Token, cancellationToken);
        var making = MakeAsync(
            plan,
            new SteadyWriter(fleet.Any, writes, plan.Another(), log),
            moderator,
            log,
            () => Wait.UntilAsync(
                () => killing.Done >= killing.DueAt(Events() - MaxAhead), "the kills", StartLimit, cancellationToken),
            cancellationToken);
        await killing.RunAsync(() => making.IsCompleted ? plan.Count : Events(), cancellationToken);
        await making;
        await fleet.CompleteAsync();
        await over.CancelAsync();
        await reading;
        Plan.Say("waiting until all messages are processed");
        await new Backlog(lab.Emulator.ConnectionString).UntilEmptyAsync(DrainLimit, cancellationToken);

        var rows = await ForumRows.ReadAsync(lab.Emulator.ConnectionString, cancellationToken);
        var storage = ForumAudit.Of(writes, rows, new Dictionary<string, long>(), lab.Model.TokensCharged);
        var surfaces = await ReadAllAsync(fleet, webhooks.Surface, rows, cancellationToken);
        return new SurfacesReport(
            rows.Posts.Count,
            rows.Comments.Count,
            rows.Contents.Count(content => Ids.IsRun(content.RunId)),
            moderator.Withheld,
            moderator.Restored,
            killing.Done,
            killing.DuringSnapshots,
            killing.DuringAnswers,
            passes.Passes,
            passes.Repeated,
            webhooks.Repeated,
            surfaces,
            [
                .. storage.Lost, .. storage.Duplicated, .. storage.OverBudget, .. storage.GivenUp, .. passes.Findings,
                .. surfaces.SelectMany(surface => surface.Findings),
            ])
        {
            Repetitions = 1,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };

        int Events() => log.Written + moderator.Withheld + moderator.Restored;
    }

    private static IReadOnlyList<int> MomentsOf(Plan plan) =>
    [
        .. Enumerable.Range(0, Math.Max(MinKills, plan.Count / EventsOfKill))
            .Select(_ => plan.Random.Next(1, plan.Count * 9 / 10)).Order(),
    ];

    /// <param name="killsAsync">Waits for the kills that are due.</param>
    private static async Task MakeAsync(
        Plan plan,
        SteadyWriter writer,
        SteadyModerator moderator,
        ContentLog log,
        Func<Task> killsAsync,
        CancellationToken cancellationToken)
    {
        var writing = Parallel.ForAsync(
            0,
            plan.Count * WritesOfAction / (WritesOfAction + 1),
            new ParallelOptions { MaxDegreeOfParallelism = WritersAtOnce, CancellationToken = cancellationToken },
            async (_, token) =>
            {
                await killsAsync();
                await writer.WriteAsync(ShareOfPosts, token);
            });
        for (var action = 1; action <= plan.Count / (WritesOfAction + 1); action++)
        {
            var due = action * WritesOfAction;
            await Wait.UntilAsync(
                () => writing.IsCompleted || log.Written >= due, "the writers", StartLimit, cancellationToken);
            if (log.Written > 0) await moderator.ActAsync(cancellationToken);
        }

        await writing;
    }

    private static async Task<IReadOnlyList<SurfaceResult>> ReadAllAsync(
        Fleet fleet, Surface webhooks, ForumRows rows, CancellationToken cancellationToken)
    {
        Plan.Say("reading all surfaces");
        var other = ForumSurfaces.Search with { Name = "search of the other instance" };
        return await Task.WhenAll(ForumSurfaces.List.Append(other).Append(webhooks).Select(async surface =>
        {
            var app = fleet.Running[surface == other ? ^1 : 0];
            var result = await SurfaceAudit.OfAsync(
                surface, new SurfaceReader(() => app.Client, cancellationToken), rows);
            Plan.Say($"{surface.Name}: {result.Shown}");
            return result;
        }));
    }
}
