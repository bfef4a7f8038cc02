using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Simulation;

/// <summary>Reads the forum at the end of the simulation and creates the report.</summary>
internal sealed class Reporter(
    IServiceProvider services, Chronicle chronicle, IReadOnlyList<Community> communities, DateTimeOffset now)
{
    public async Task<SimulationReport> ReportAsync(
        SimulationPlan plan, TimeSpan wall, CancellationToken cancellationToken)
    {
        var agents = await Get<AgentStore>().ListAsync(cancellationToken);
        var threads = await ThreadsAsync(cancellationToken);
        var comments = threads.SelectMany(thread => thread.Comments).ToList();
        var spoken = threads.Select(thread => thread.Post.AuthorId).Concat(comments.Select(comment => comment.AuthorId))
            .CountBy(author => author)
            .ToDictionary();
        var silence = new Silence(
            [.. threads.Select(thread => thread.Post.CreatedAt), .. comments.Select(comment => comment.CreatedAt)],
            now);
        return new SimulationReport(
            plan.Agents,
            communities.Count,
            plan.Hours,
            plan.Seed,
            (long)wall.TotalMilliseconds,
            chronicle.Rounds,
            threads.Count,
            comments.Count,
            new SortedDictionary<int, int>(comments.CountBy(comment => comment.Depth).ToDictionary()),
            Math.Round((double)spoken.Count / agents.Count, 3),
            Gini([.. agents.Select(agent => spoken.GetValueOrDefault(agent.Id))]),
            Count(RunStatus.Declined),
            chronicle.Runs.Count(run => run is { Status: RunStatus.Rejected, Match: not null }),
            chronicle.Runs.Count(run => run is { Status: RunStatus.Rejected, Match: null }),
            Count(RunStatus.Throttled),
            Count(RunStatus.Failed),
            Count(RunStatus.Skipped),
            chronicle.Runs.Where(run => run.Status is RunStatus.Published or RunStatus.Declined)
                .Sum(run => run.Votes.Count),
            threads.Select(thread => thread.LongestPingPong()).DefaultIfEmpty().Max(),
            EndsOf(threads),
            silence.Longest(_ => true),
            silence.Longest(PostIntervals.HoursOf(Get<IOptions<PostOptions>>().Value).Include),
            await CapsAsync(agents, threads, cancellationToken));
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private int Count(RunStatus status) => chronicle.Runs.Count(run => run.Status == status);

    private async Task<IReadOnlyList<SimulatedThread>> ThreadsAsync(CancellationToken cancellationToken)
    {
        List<SimulatedThread> threads = [];
        for (string? cursor = null; ;)
        {
            var page = await Get<ForumReader>().NewestAsync(null, cursor, 100, cancellationToken);
            foreach (var post in page.Items)
            {
                var comments = await Get<ThreadStore>().CommentsAfterAsync(post.Id, 0, 1_000, cancellationToken);
                threads.Add(new SimulatedThread(post, comments));
            }

            if ((cursor = page.Cursor) is null) return threads;
        }
    }

    // The last event of a thread, which no agent answered, shows why the thread ended.
    private SortedDictionary<string, int> EndsOf(IEnumerable<SimulatedThread> threads)
    {
        var decisions = chronicle.Decisions.ToLookup(decision => Ids.Thread(decision.Id));
        var runs = chronicle.Runs.ToLookup(run => run.EventId);
        var last = threads.Select(thread => decisions[thread.Post.Id].MaxBy(decision => decision.DecidedAt));
        return new SortedDictionary<string, int>(
            last.CountBy(decision => decision is null ? "undecided" : EndOf(decision, runs[decision.Id]))
                .ToDictionary());
    }

    private static string EndOf(AllocationRecord last, IEnumerable<Run> runs) => last switch
    {
        { Admission: not Admission.Admitted } => last.Admission switch
        {
            Admission.ChainTooDeep => "chain_too_deep",
            var other => other.ToString(),
        },
        { Quota.Value: 0 } => last.Quota.BindingTerm,
        _ when !last.SelectedAgents.Any() => "nobody_fit",
        _ => string.Join('+', runs.Select(run => run.Status.ToString().ToLowerInvariant()).Distinct().Order())
            is { Length: > 0 } ends ? ends : "still_going",
    };

    private async Task<IReadOnlyList<CapUse>> CapsAsync(
        IReadOnlyList<Agent> agents, IReadOnlyList<SimulatedThread> threads, CancellationToken cancellationToken)
    {
        var (budgets, quotas) = (Get<IOptions<BudgetOptions>>().Value, Get<IOptions<AllocationOptions>>().Value);
        var forum = await DaysAsync([LedgerId.Forum], cancellationToken);
        var places = await DaysAsync(communities.Select(each => LedgerId.OfCommunity(each.Id)), cancellationToken);
        var people = await DaysAsync(agents.Select(agent => LedgerId.OfAgent(agent.Id)), cancellationToken);
        var calls = chronicle.Runs.Where(run => run.Kind == RunKind.Reply).ToLookup(run => run.ThreadId);
        var posts = await Get<Zhiyu.Core.Runtime.State.RuntimeStore>().FindScheduleAsync(cancellationToken);
        return
        [
            new CapUse("forum_tokens_per_day", forum.Max(day => day.Taken.Tokens), budgets.ForumTokensPerDay),
            new CapUse("forum_usd_per_day", forum.Max(day => day.Taken.Usd), budgets.ForumUsdPerDay),
            new CapUse("community_tokens_per_day", Most(places), budgets.CommunityTokensPerDay),
            new CapUse("agent_tokens_per_day", Most(people), budgets.AgentTokensPerDay),
            new CapUse(
                "agent_actions_per_hour",
                chronicle.Runs.Where(run => run.Usage.Calls > 0)
                    .CountBy(run => (run.AgentId, run.CompletedAt?.ToUnixTimeSeconds() / 3_600))
                    .Max(count => count.Value),
                budgets.AgentActionsPerHour),
            new CapUse(
                "posts_per_day",
                Math.Max(posts?.Row.Posts ?? 0, threads.CountBy(thread => thread.Post.CreatedAt.UtcDateTime.Date)
                    .Select(count => count.Value).DefaultIfEmpty().Max()),
                Get<IOptions<PostOptions>>().Value.MaxPerDay),
            new CapUse(
                "thread_responses_per_half_hour",
                MostWithin(calls, quotas.ShortWindow),
                quotas.ThreadQuotaShort),
            new CapUse("thread_responses_per_day", MostWithin(calls, quotas.LongWindow), quotas.ThreadQuotaLong),
            new CapUse(
                "chain_depth",
                threads.SelectMany(thread => thread.Comments).Select(comment => comment.Depth).DefaultIfEmpty().Max(),
                quotas.MaxChainDepth),
        ];
    }

    private static decimal Most(IReadOnlyList<DayTotals> days) =>
        days.Select(day => day.Taken.Tokens).DefaultIfEmpty().Max();

    private async Task<IReadOnlyList<DayTotals>> DaysAsync(
        IEnumerable<LedgerId> ids, CancellationToken cancellationToken)
    {
        List<DayTotals> days = [new DayTotals(default, default, default)];
        foreach (var id in ids)
            days.AddRange((await Get<LedgerStore>().ReadAsync(id, cancellationToken)).Ledger.Days);
        return days;
    }

    private static int MostWithin(ILookup<string, Run> calls, TimeSpan window) => calls
        .SelectMany(thread => thread.Select(run =>
            thread.Count(other => other.CreatedAt > run.CreatedAt - window && other.CreatedAt <= run.CreatedAt)))
        .DefaultIfEmpty()
        .Max();

    // Half the mean difference of all pairs, relative to the mean.
    private static double Gini(int[] counts)
    {
        Array.Sort(counts);
        double total = counts.Sum();
        if (total == 0) return 0;
        var weighted = counts.Index().Sum(each => (2.0 * (each.Index + 1) - counts.Length - 1) * each.Item);
        return Math.Round(weighted / (counts.Length * total), 3);
    }
}
