using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Audit;

/// <summary>Checks an idle forum: everything exists exactly once, and nothing is over budget.</summary>
internal static class ForumAudit
{
    /// <param name="writes">The writes that the data plane acknowledged.</param>
    /// <param name="rows">The rows of the forum.</param>
    /// <param name="limits">
    /// Daily token limits by the type of ledger: <c>forum</c>, <c>community</c>, <c>agent</c>; some or all.
    /// </param>
    /// <param name="charged">The tokens that the model reported.</param>
    public static AuditResult Of(
        AcknowledgedWrites writes, ForumRows rows, IReadOnlyDictionary<string, long> limits, long charged)
    {
        var contents = rows.Contents.ToLookup(content => content.RunId);
        var contentIds = contents.SelectMany(same => same).Select(content => content.Id).ToHashSet();
        var runs = rows.Runs.ToDictionary(run => run.Id);
        var allocations = rows.Allocations.ToDictionary(record => record.Id);
        var called = rows.Allocations.SelectMany(record => record.RunIds).ToHashSet();
        var happened = rows.Events.Where(each => !each.Abandoned).ToList();
        var created = happened
            .Where(each => each.Type is ForumEventType.PostCreated or ForumEventType.CommentCreated)
            .ToList();
        var eventIds = happened.Select(each => each.Id).ToHashSet();
        var listed = rows.Feed.CountBy(row => (row.Partition, row.Entry.PostId)).ToDictionary();
        var comments = rows.Comments.ToLookup(comment => comment.PostId);
        return new AuditResult(
            happened.Count,
            runs.Count,
            rows.Comments.Count,
            rows.Runs.CountBy(OutcomeOf).ToDictionary(),
            [
                .. writes.Refusals,
                .. from write in writes.ContentOf
                   where !contents[write.Key].Any(content => content.Id == write.Value)
                   select $"write {write.Key}, acknowledged as {write.Value}, is not there",
                .. from content in rows.Contents
                   where !eventIds.Contains(content.EventId)
                   select $"{content.Id} has no event",
                .. from each in created
                   where !contentIds.Contains(each.SubjectId)
                   select $"event {each.Id} tells of {each.SubjectId}, which is not there",
                .. from each in happened
                   where each.Type != ForumEventType.VoteUpserted && !allocations.ContainsKey(each.Id)
                   select $"event {each.Id} was never allocated",
                .. from record in rows.Allocations
                   from id in record.RunIds
                   where !runs.ContainsKey(id)
                   select $"run {id} was called and is not there",
                .. from run in rows.Runs
                   where !run.HasEnded
                   select $"run {run.Id} has not ended: {run.Status}, {run.Reason}",
                .. from run in rows.Runs
                   where run.Status == RunStatus.Published && contents[run.Id].All(each => each.Id != run.ContentId)
                   select $"run {run.Id} published {run.ContentId}, which is not there",
                .. from post in rows.Posts
                   from feed in (string[])[FeedIndex.PartitionOf(null), FeedIndex.PartitionOf(post.CommunityId)]
                   where !listed.ContainsKey((feed, post.Id))
                   select $"post {post.Id} is not in feed {feed}",
            ],
            [
                .. writes.Contradictions,
                .. from same in contents
                   where same.Count() > 1
                   select $"{same.Key} wrote {string.Join(", ", same.Select(content => content.Id))}",
                .. from same in rows.Runs.GroupBy(run => (run.EventId, run.AgentId))
                   where same.Count() > 1
                   select $"{same.Key.AgentId} has {string.Join(", ", same.Select(run => run.Id))} for one event",
                .. from run in rows.Runs
                   where run.Kind == RunKind.Reply && !called.Contains(run.Id)
                   select $"run {run.Id} was called by no allocation",
                .. from same in created.GroupBy(each => each.SubjectId)
                   where same.Count() > 1
                   select $"{same.Key} has events {string.Join(", ", same.Select(each => each.Id))}",
                .. from entry in listed
                   where entry.Value > 1
                   select $"post {entry.Key.PostId} is {entry.Value} times in feed {entry.Key.Partition}",
                .. from same in contents
                   where Ids.IsRun(same.Key) && runs.GetValueOrDefault(same.Key)?.ContentId != same.First().Id
                   select $"{same.First().Id} is of run {same.Key}, which does not know of it",
                .. from post in rows.Posts
                   let readable = comments[post.Id].Count(comment => comment.IsReadable)
                   where post.CommentCount != readable
                   select $"post {post.Id} counts {post.CommentCount} comments and has {readable}",
            ],
            BudgetAudit.Of(rows, limits, charged),
            [
                .. from run in rows.Runs
                   where run.Status == RunStatus.Failed
                   where run.Reason?.StartsWith("gave up", StringComparison.Ordinal) == true
                   select $"run {run.Id} {run.Reason}",
            ]);
    }

    // Includes the budget that throttled the run, which shows which limits were reached.
    private static string OutcomeOf(Run run) =>
        run.Status == RunStatus.Throttled ? $"{run.Status} {run.Reason}" : run.Status.ToString();
}
