using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Figures;
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
        var figures = Get<ForumMeasurement>().Of(
            threads, [.. agents.Select(agent => agent.Id)], SimulatedForum.Start, now);
        return new SimulationReport(
            plan.Agents,
            communities.Count,
            plan.Hours,
            plan.Seed,
            (long)wall.TotalMilliseconds,
            chronicle.Rounds,
            threads.Count,
            TakeUps().Count(),
            comments.CountBy(comment => comment.CreatedAt.UtcDateTime.Date).Select(day => day.Value)
                .DefaultIfEmpty().Max(),
            figures.Conversations,
            figures.Speech,
            new SortedDictionary<int, int>(comments.CountBy(comment => comment.Depth).ToDictionary()),
            Count(RunStatus.Declined),
            figures.Duplicates,
            chronicle.Runs.Count(run => run is { Status: RunStatus.Rejected, Match: not null }),
            chronicle.Runs.Count(run => run is { Status: RunStatus.Rejected, Match: null }),
            Count(RunStatus.Throttled),
            Count(RunStatus.Failed),
            Count(RunStatus.Skipped),
            chronicle.Runs.Where(run => run.Status is RunStatus.Published or RunStatus.Declined)
                .Sum(run => run.Votes.Count),
            EndsOf(threads),
            Caps(threads));
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private int Count(RunStatus status) => chronicle.Runs.Count(run => run.Status == status);

    private async Task<IReadOnlyList<Conversation>> ThreadsAsync(CancellationToken cancellationToken)
    {
        List<Conversation> threads = [];
        for (string? cursor = null; ;)
        {
            var page = await Get<ConversationReader>().ReadAsync(
                SimulatedForum.Start, now, cursor, take: 100, cancellationToken);
            threads.AddRange(page.Items);
            if ((cursor = page.Cursor) is null) return threads;
        }
    }

    // The last event of a thread, which no agent answered, shows why the thread ended.
    private SortedDictionary<string, int> EndsOf(IEnumerable<Conversation> threads)
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

    private IReadOnlyList<CapUse> Caps(IReadOnlyList<Conversation> threads)
    {
        var (budgets, quotas) = (Get<IOptions<BudgetOptions>>().Value, Get<IOptions<AllocationOptions>>().Value);
        var replies = chronicle.Runs.Where(run => run.Kind == RunKind.Reply).ToLookup(run => run.ThreadId);
        return
        [
            new CapUse("forum_tokens_per_day", MostADay(_ => "", TokensOf), budgets.ForumTokensPerDay),
            new CapUse("forum_usd_per_day", MostADay(_ => "", run => run.Usage.PriceUsd), budgets.ForumUsdPerDay),
            new CapUse(
                "community_tokens_per_day",
                MostADay(run => run.CommunityId, TokensOf),
                budgets.CommunityTokensPerDay),
            new CapUse("agent_tokens_per_day", MostADay(run => run.AgentId, TokensOf), budgets.AgentTokensPerDay),
            new CapUse(
                "agent_actions_per_hour",
                chronicle.Runs.Where(run => run.Usage.Calls > 0)
                    .CountBy(run => (run.AgentId, run.CompletedAt?.ToUnixTimeSeconds() / 3_600))
                    .Select(count => count.Value)
                    .DefaultIfEmpty()
                    .Max(),
                budgets.AgentActionsPerHour),
            new CapUse(
                "posts_and_take_ups_per_day",
                threads.Select(thread => thread.Post.CreatedAt)
                    .Concat(TakeUps().Select(run => run.CreatedAt))
                    .CountBy(at => at.UtcDateTime.Date)
                    .Select(count => count.Value).DefaultIfEmpty().Max(),
                Get<IOptions<PostOptions>>().Value.MaxPerDay),
            new CapUse(
                "thread_responses_per_half_hour",
                MostWithin(replies, quotas.ShortWindow),
                quotas.ThreadQuotaShort),
            new CapUse("thread_responses_per_day", MostWithin(replies, quotas.LongWindow), quotas.ThreadQuotaLong),
            new CapUse(
                "chain_depth",
                threads.SelectMany(thread => thread.Comments).Select(comment => comment.Depth).DefaultIfEmpty().Max(),
                quotas.MaxChainDepth),
        ];
    }

    // Their events come from the schedule, and not from a message.
    private IEnumerable<Run> TakeUps()
    {
        var told = chronicle.Decisions.Select(decision => decision.Id).ToHashSet();
        return chronicle.Runs.Where(run =>
            run is { Kind: RunKind.Reply, Status: RunStatus.Published } && !told.Contains(run.EventId));
    }

    private static decimal TokensOf(Run run) => run.Usage.TotalTokens;

    // From the runs: the ledgers drop old days.
    private decimal MostADay(Func<Run, string> of, Func<Run, decimal> used) => chronicle.Runs
        .GroupBy(run => (of(run), run.CompletedAt?.UtcDateTime.Date))
        .Select(day => day.Sum(used))
        .DefaultIfEmpty()
        .Max();

    private static int MostWithin(ILookup<string, Run> calls, TimeSpan window) => calls
        .SelectMany(thread => thread.Select(run =>
            thread.Count(other => other.CreatedAt > run.CreatedAt - window && other.CreatedAt <= run.CreatedAt)))
        .DefaultIfEmpty()
        .Max();
}
