using System.Runtime.CompilerServices;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>What agents remember of a thread.</summary>
public sealed class ThreadMemories(ThreadStore threads, MemoryWithdrawal memories)
{
    private const int PageLength = 200;

    /// <summary>All runs of a thread, in pages. One storage transaction for each page.</summary>
    public async IAsyncEnumerable<Run> RunsAsync(
        string threadId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var page = await threads.RowsAfterAsync<Run>(
                threadId, Run.RowKeyPrefix, after, PageLength, cancellationToken);
            foreach (var run in page) yield return run;
            if (page.Count < PageLength) yield break;
            after = page[^1].Id;
        }
    }

    /// <summary>
    /// Takes away what agents noted in runs that quoted or wrote the content; of a post, in all runs of its thread.
    /// Idempotent. Costs two queries and a read, and the withdrawal of what was noted.
    /// </summary>
    public async Task WithdrawAsync(string contentId, CancellationToken cancellationToken)
    {
        List<(string AgentId, string RunId)> gone = [];
        await foreach (var run in RunsAsync(Ids.Thread(contentId), cancellationToken))
        {
            if (run.MayBeRemembered()
                && (run.Status == RunStatus.Running || Ids.IsThread(contentId) || run.CameOf(contentId)))
                gone.Add((run.AgentId, run.Id));
        }

        gone.AddRange(await WithoutRunAsync(contentId, cancellationToken));
        await WithdrawAsync(gone, cancellationToken);
    }

    // Texts without a run that are the content, answer it, or are in its thread. Sample data is remembered too, and it
    // is among the first comments.
    private async Task<IEnumerable<(string AgentId, string RunId)>> WithoutRunAsync(
        string contentId, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(contentId);
        var comments = await threads.CommentsAfterAsync(threadId, 0, PageLength, cancellationToken);
        IEnumerable<Content> all = await threads.FindAsync<Post>(threadId, cancellationToken) is { Row: var post }
            ? [post, .. comments]
            : comments;
        return all.Where(each => !Ids.IsRun(each.RunId)
                && (contentId == threadId || each.Id == contentId || (each as Comment)?.ParentId == contentId))
            .Select(each => (each.AuthorId, MemoryEntry.RunIdOf(each)));
    }

    /// <summary>Takes away what was noted in these runs; see <see cref="MemoryWithdrawal"/> for the cost.</summary>
    public async Task WithdrawAsync(
        IEnumerable<(string AgentId, string RunId)> runs, CancellationToken cancellationToken)
    {
        foreach (var agent in runs.GroupBy(run => run.AgentId, run => run.RunId))
            await memories.WithdrawAsync(agent.Key, agent.ToHashSet(), cancellationToken);
    }
}
