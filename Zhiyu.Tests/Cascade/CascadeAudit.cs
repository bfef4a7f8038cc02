using Azure.Data.Tables;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Cascade;

/// <summary>Everything a thread's partition holds, read past the program, and what must be true of it.</summary>
internal sealed record CascadeAudit(
    Post Post,
    IReadOnlyList<Comment> Comments,
    IReadOnlyList<ForumEvent> Events,
    IReadOnlyList<AllocationRecord> Allocations,
    IReadOnlyList<Run> Runs,
    IReadOnlyList<AgentRun> Indexed,
    IReadOnlyList<string> Told,
    IReadOnlyList<MemoryEntry> Remembered)
{
    public string Counts => $"{Events.Count} events, {Comments.Count} comments, runs: "
        + string.Join(", ", Runs.CountBy(run => run.Status).OrderBy(count => count.Key));

    public static async Task<CascadeAudit> ReadAsync(
        string account, string threadId, CancellationToken cancellationToken)
    {
        var rows = await new TableClient(account, ThreadStore.Table)
            .QueryAsync<TableEntity>(row => row.PartitionKey == threadId, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        return new CascadeAudit(
            Assert.Single(All<Post>("post")),
            All<Comment>("comment:"),
            [.. All<ForumEvent>("event:").Where(e => !e.Abandoned)],
            All<AllocationRecord>("allocation:"),
            All<Run>("run:"),
            await IndexedAsync(account, threadId, cancellationToken),
            await ToldAsync(account, threadId, cancellationToken),
            await RememberedAsync(account, threadId, cancellationToken));

        List<T> All<T>(string prefix) => [.. rows
            .Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
            .Select(RowCodec.Decode<T>)];
    }

    /// <summary>The promises of the write path, whatever has died on the way.</summary>
    public void AssertExactlyOnce()
    {
        // Every event is decided once, but for those of what is withheld, and each agent it selected has its one run,
        // with an outcome, in its index.
        var withheld = Comments.Where(comment => !comment.IsReadable).Select(comment => comment.EventId).ToList();
        Assert.Equal(Events.Select(e => e.Id).Except(withheld).Order(), Allocations.Select(a => a.Id).Order());
        Assert.Equal(Allocations.SelectMany(a => a.RunIds).Order(), Runs.Select(run => run.Id).Order());
        Assert.Equal(Runs.Select(AgentRun.Of).OrderBy(run => run.RunId), Indexed.OrderBy(run => run.RunId));
        Assert.All(Runs, run => Assert.True(run.HasEnded, $"Run {run.Id} hangs as {run.Status}."));

        // Each published run, and each that moderation withholds, has its one post or comment. What the data plane wrote
        // bears run_ids that are not ours.
        var replies = Comments.Where(comment => Ids.IsRun(comment.RunId)).ToList();
        Assert.Equal(
            Runs.Where(run => run.Status == RunStatus.Published || run.ContentId is not null)
                .Select(run => $"{run.Id} {run.ContentId}").Order(),
            replies.Append<Content>(Post).Where(content => Ids.IsRun(content.RunId))
                .Select(content => $"{content.RunId} {content.Id}").Order());

        // Each comment, and the post, has its one event.
        Assert.Equal(
            Comments.Select(comment => comment.Id).Append(Post.Id).Order(),
            Events.Where(e => !IsDue(e)).Select(e => e.SubjectId).Order());

        // Observers are told of each that can be read. One that storage was slow to take is there twice, and is told
        // once.
        Assert.Equal(
            Events.Where(e => !IsDue(e)).Select(e => e.Id).Except(withheld).Order(),
            Told.Distinct().Order());

        // What a published run noted is in its agent's memory once, and nothing else is.
        Assert.Equal(
            Runs.Where(run => run is { Status: RunStatus.Published, Notes: not null }).Select(DescribeNotes).Order(),
            Remembered.Where(entry => !IsSampleData(entry))
                .Select(entry => $"{entry.AgentId} {entry.RunId} {entry.ContentId} {Describe(entry.Noted)}").Order());
        Assert.All(Remembered, entry => Assert.StartsWith(entry.ThreadTitle, Post.Title, StringComparison.Ordinal));

        // The counters say what is there, and a reply stands under what it answers.
        Assert.Equal(Comments.Count(comment => comment.IsReadable), Post.CommentCount);
        Assert.Equal(Enumerable.Range(1, Comments.Count), Comments.Select(comment => comment.Sequence));
        Assert.All(replies, AssertAnswersItsTrigger);
    }

    /// <summary>The ledgers say what all runs of the forum cost, and hold nothing back.</summary>
    public static async Task AssertAccountsAsync(
        LedgerStore ledgers, IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        await AssertAccountAsync(LedgerId.Forum, runs);
        foreach (var of in runs.GroupBy(run => run.AgentId)) await AssertAccountAsync(LedgerId.OfAgent(of.Key), of);
        foreach (var of in runs.GroupBy(run => run.CommunityId))
            await AssertAccountAsync(LedgerId.OfCommunity(of.Key), of);

        async Task AssertAccountAsync(LedgerId id, IEnumerable<Run> its)
        {
            var ledger = (await ledgers.ReadAsync(id, cancellationToken)).Ledger;
            var cost = its.Aggregate(default(Amount), (sum, run) => sum + run.Usage.Amount);
            Assert.Equal(cost, ledger.Days.Aggregate(default(Amount), (sum, day) => sum + day.Spent));
            Assert.Empty(ledger.Reservations);
            Assert.All(ledger.Days, day => Assert.Equal(default, day.Reserved));
        }
    }

    private static async Task<IReadOnlyList<AgentRun>> IndexedAsync(
        string account, string threadId, CancellationToken cancellationToken)
    {
        var rows = await new TableClient(account, AgentRuns.Table)
            .QueryAsync<TableEntity>(cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        return
        [
            .. from row in rows
               let entry = RowCodec.Decode<AgentRun>(row)
               where Ids.Thread(entry.RunId) == threadId && row.PartitionKey == AgentRuns.PartitionOf(entry.AgentId)
               select entry,
        ];
    }

    // But for votes, which are no events of the thread where runs cast them.
    private static async Task<IReadOnlyList<string>> ToldAsync(
        string account, string threadId, CancellationToken cancellationToken)
    {
        var rows = await new TableClient(account, ForumStream.Table)
            .QueryAsync<TableEntity>(cancellationToken: cancellationToken)
            .Select(RowCodec.Decode<StreamRow>)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Where(row => row.MovedTo is null && row.Entry.PostId == threadId)
                .Where(row => row.Entry.Type != ForumEventType.VoteUpserted)
                .Select(row => row.Entry.EventId),
        ];
    }

    private static async Task<IReadOnlyList<MemoryEntry>> RememberedAsync(
        string account, string threadId, CancellationToken cancellationToken)
    {
        var rows = await new TableClient(account, MemoryStore.Table)
            .QueryAsync<TableEntity>(cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(RowCodec.Decode<MemoryRow>).Select(row => row.Entry!)
                .Where(entry => entry.ThreadId == threadId),
        ];
    }

    private static string DescribeNotes(Run run) => $"{run.AgentId} {run.Id} {run.ContentId} {Describe(run.Notes!)}";

    private static string Describe(RunNotes noted) =>
        $"{noted.AnsweredId} {noted.AnsweredAgentId} {noted.Attitude} {string.Join(' ', noted.Notes)}";

    // What the sample agents remember of the sample texts, which no run wrote.
    private bool IsSampleData(MemoryEntry entry) =>
        Comments.Append<Content>(Post).Any(content => content.Id == entry.ContentId && !Ids.IsRun(content.RunId));

    // Comes from the schedule, and tells of no content.
    private static bool IsDue(ForumEvent happened) =>
        happened.Type is ForumEventType.PostDue or ForumEventType.ThreadDue;

    private void AssertAnswersItsTrigger(Comment comment)
    {
        var trigger = Events.Single(e => e.Id == Runs.Single(run => run.Id == comment.RunId).EventId);
        Assert.Equal(Ids.IsComment(trigger.SubjectId) ? trigger.SubjectId : null, comment.ParentId);
        Assert.Equal(trigger.Depth + 1, comment.Depth);
        Assert.NotEqual(trigger.ActorId, comment.AuthorId);
    }
}
