using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>
/// Withholds a post or comment and all that came of it, in its thread and, through memories, in others.
/// </summary>
/// <remarks>
/// What is withheld already is passed over, so the action can be repeated: after a crash, when it stopped at its
/// limits, or for what was being written meanwhile. Costs a query for runs and one for comments of each thread, a query
/// and a read of each later run for each agent that noted something, and the usual for each text that is withheld.
/// </remarks>
public sealed class LineageWithdrawal(
    ThreadStore threads, AgentRuns agentRuns, ContentModeration contents, ThreadMemories memories)
{
    /// <summary>The most posts and comments that one action withholds.</summary>
    public const int MaxWithdrawn = 500;

    /// <summary>In how many threads one action withholds something; those that are done already do not count.</summary>
    internal int MaxThreads { get; init; } = 200;

    private const int MaxRunsOfAgent = 1_000;
    private const int PageLength = 100;

    // A run that was assigned before the note was written may recall it: it waits for its model.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <exception cref="ConcurrencyException">A thread changed during each attempt.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        var outcome = await contents.TakeAsync(order, cancellationToken);
        if (outcome is not GovernanceOutcome.Taken taken) return outcome;

        var lineage = new Lineage(order.TargetId);
        var (withdrawn, left, changed, isComplete) = (1, 0, 0, true);
        Queue<string> waiting = new([Ids.Thread(order.TargetId)]);
        while (left == 0 && changed < MaxThreads && waiting.TryDequeue(out var threadId))
        {
            var runs = await memories.RunsAsync(threadId, cancellationToken).ToListAsync(cancellationToken);
            var all = await ContentsAsync(threadId, cancellationToken);
            var isNew = lineage.Spread(runs, all);
            var readable = all.Where(content => lineage.Has(content) && content.IsReadable).ToList();
            left = Math.Max(0, withdrawn + readable.Count - MaxWithdrawn);
            var gone = runs.Where(run => run.MayBeRemembered()
                && (lineage.Has(run) || run.Status == RunStatus.Running)).ToList();
            // Texts without a run may be remembered too: sample data is.
            var remembered = gone.Select(run => (run.AgentId, run.Id, run.CreatedAt))
                .Concat(all.Where(content => lineage.Has(content) && !Ids.IsRun(content.RunId)).Select(content =>
                    (AgentId: content.AuthorId, Id: MemoryEntry.RunIdOf(content), content.CreatedAt)))
                .ToList();
            // First, so that a crash leaves nothing that is remembered of withheld content.
            await memories.WithdrawAsync(
                remembered.Select(each => (each.AgentId, each.Id)), cancellationToken);
            foreach (var content in readable.SkipLast(left))
                await contents.DecideAsync(OrderFor(content, order), cancellationToken);
            withdrawn += readable.Count - left;
            if (readable.Count > 0) changed++;
            if (!isNew) continue;
            foreach (var agent in remembered.GroupBy(each => each.AgentId))
            {
                var since = agent.Min(each => each.CreatedAt) - LongestWait;
                var (recalling, isWhole) = await RecallingAsync(agent.Key, since, lineage, cancellationToken);
                isComplete &= isWhole;
                foreach (var other in recalling)
                    if (!waiting.Contains(other)) waiting.Enqueue(other);
            }
        }

        if (withdrawn > 1) await contents.RefreshHighlightsAsync(cancellationToken);
        return taken with
        {
            Lineage = new LineageExtent(lineage.Contents - left, isComplete && left == 0 && waiting.Count == 0),
        };
    }

    // The threads in which later runs of the agent recalled a note of the lineage, and whether all of them were read.
    private async Task<(IReadOnlyCollection<string> ThreadIds, bool IsWhole)> RecallingAsync(
        string agentId, DateTimeOffset since, Lineage lineage, CancellationToken cancellationToken)
    {
        HashSet<string> found = [];
        string? after = null;
        for (var read = 0; read < MaxRunsOfAgent; read += PageLength)
        {
            var page = await agentRuns.NewestAsync(agentId, after, PageLength, cancellationToken);
            foreach (var entry in page.TakeWhile(entry => entry.CreatedAt >= since))
            {
                if (await threads.FindAsync<Run>(entry.RunId, cancellationToken) is { Row: { ContentId: not null } run }
                    && !lineage.Has(run) && lineage.IsRecalledIn(RunSources.RecalledIn(run)))
                    found.Add(run.ThreadId);
            }

            if (page.Count < PageLength || page[^1].CreatedAt < since) return (found, true);
            after = page[^1].Cursor;
        }

        return (found, false);
    }

    // The post, then the comments in their order.
    private async Task<IReadOnlyList<Content>> ContentsAsync(string threadId, CancellationToken cancellationToken)
    {
        List<Content> all = [];
        if (await threads.FindAsync<Post>(threadId, cancellationToken) is not { Row: var post }) return all;
        all.Add(post);
        for (var after = 0; after < post.LastSequence;)
        {
            var page = await threads.CommentsAfterAsync(threadId, after, PageLength * 10, cancellationToken);
            if (page.Count == 0) break;
            all.AddRange(page);
            after = page[^1].Sequence;
        }

        return all;
    }

    private static GovernanceOrder OrderFor(Content content, GovernanceOrder order) => order with
    {
        TargetType = content is Post ? GovernanceTarget.Post : GovernanceTarget.Comment,
        TargetId = content.Id,
        Reason = $"came of {order.TargetId}" + (order.Reason is null ? "" : $": {order.Reason}"),
    };
}

/// <summary>How far a withdrawn lineage went.</summary>
/// <param name="Withdrawn">How many posts and comments of it are withheld, the first one included.</param>
/// <param name="IsComplete">
/// False when it stopped at a limit. The action can be repeated, which goes on; but of an agent only the newest 1,000
/// runs are read.
/// </param>
public sealed record LineageExtent(int Withdrawn, bool IsComplete);
