using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;

namespace Zhiyu.Bench.Audit;

/// <summary>Holds a forum that has come to rest to what must hold: everything once, and nothing over budget.</summary>
internal static class ForumAudit
{
    /// <param name="writes">What the data plane acknowledged.</param>
    /// <param name="rows">What there is.</param>
    /// <param name="limits">Tokens of a day by ledger: <c>forum</c>, and <c>agent</c> for each agent's.</param>
    /// <param name="charged">Tokens that the model answered with.</param>
    public static AuditResult Of(
        AcknowledgedWrites writes, ForumRows rows, IReadOnlyDictionary<string, long> limits, long charged)
    {
        var contents = rows.Posts.Cast<Content>().Concat(rows.Comments).ToLookup(content => content.RunId);
        var runs = rows.Runs.ToDictionary(run => run.Id);
        var allocations = rows.Allocations.ToDictionary(record => record.Id);
        var happened = rows.Events.Where(each => !each.Abandoned).ToList();
        var (eventIds, listed) = (
            happened.Select(each => each.Id).ToHashSet(), rows.Feed.Select(entry => entry.PostId).ToHashSet());
        var comments = rows.Comments.ToLookup(comment => comment.PostId);
        return new AuditResult(
            happened.Count,
            runs.Count,
            rows.Comments.Count,
            rows.Runs.CountBy(run => run.Status.ToString()).ToDictionary(),
            [
                .. writes.Refusals,
                .. from write in writes.ContentOf
                   where !contents[write.Key].Any(content => content.Id == write.Value)
                   select $"write {write.Key}, acknowledged as {write.Value}, is not there",
                .. from content in rows.Posts.Cast<Content>().Concat(rows.Comments)
                   where !eventIds.Contains(content.EventId)
                   select $"{content.Id} has no event",
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
                   where !listed.Contains(post.Id)
                   select $"post {post.Id} is not in the feed",
            ],
            [
                .. writes.Contradictions,
                .. from same in contents
                   where same.Count() > 1
                   select $"{same.Key} wrote {string.Join(", ", same.Select(content => content.Id))}",
                .. from same in contents
                   where Ids.IsRun(same.Key) && runs.GetValueOrDefault(same.Key)?.ContentId != same.First().Id
                   select $"{same.First().Id} is of run {same.Key}, which does not know of it",
                .. from post in rows.Posts
                   let readable = comments[post.Id].Count(comment => comment.IsReadable)
                   where post.CommentCount != readable
                   select $"post {post.Id} counts {post.CommentCount} comments and has {readable}",
            ],
            [
                .. from ledger in rows.Ledgers
                   from limit in limits
                   where ledger.Id.Value.StartsWith(limit.Key, StringComparison.Ordinal)
                   from day in ledger.Days
                   where day.Taken.Tokens > limit.Value
                   select $"ledger {ledger.Id.Value} took {day.Taken.Tokens} of {limit.Value} tokens",
                .. charged > limits["forum"]
                    ? [$"the model charged {charged} of {limits["forum"]} tokens"]
                    : (string[])[],
            ]);
    }
}
