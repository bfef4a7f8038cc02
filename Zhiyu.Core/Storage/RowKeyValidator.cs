using System.Globalization;
using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>Validates the ids in a row, and that its key matches them.</summary>
internal static partial class RowKeyValidator
{
    private const int MaxComments = 99_999_999;

    /// <returns>What is wrong, as text that follows the row; null when it is valid.</returns>
    public static string? FaultOf(string table, TableKey key, object row) =>
        IdsOf(row).Where(id => !id.IsGood).Select(id => $"{id.Name} is not what it has to be").FirstOrDefault()
        ?? (IsThere(table, key, row) ? null : "it is not where it belongs");

    private static bool IsThere(string table, TableKey key, object row) => (table, row) switch
    {
        (ThreadStore.Table, Post post) => ThreadStore.KeyOf(post) == key,
        (ThreadStore.Table, ResponseWindow window) => ThreadStore.KeyOf(window) == key,
        (ThreadStore.Table, Comment comment) => ThreadStore.KeyOf(comment) == key,
        (ThreadStore.Table, ForumEvent forumEvent) => ThreadStore.KeyOf(forumEvent) == key,
        (ThreadStore.Table, AllocationRecord record) => ThreadStore.KeyOf(record) == key,
        (ThreadStore.Table, Run run) => ThreadStore.KeyOf(run) == key,
        (ThreadStore.Table, Vote vote) => ThreadStore.KeyOf(vote) == key,
        (ThreadStore.Table, Report report) => ThreadStore.KeyOf(report) == key,
        (ThreadStore.Table, Review review) => ThreadStore.KeyOf(review) == key,
        (ThreadStore.Table, GovernanceAction action) => ThreadStore.KeyOf(action) == key,
        (SharedTables.Directory, Agent agent) => AgentStore.KeyOf(agent.Id) == key,
        // The agent's id is only in the key.
        (SharedTables.Directory, AgentConfiguration version) => key.Row.Split(':') is [_, var agent, _]
            && Slugs.IsSlug(agent)
            && AgentStore.KeyOfVersion(agent, version.Version) == key,
        (SharedTables.Directory, Community community) => CommunityStore.KeyOf(community.Id) == key,
        (SharedTables.Directory, GovernanceAction action) => AgentActions.KeyOf(action.Id) == key,
        (SharedTables.Runtime, GovernanceAction { TargetType: GovernanceTarget.Poison } action) =>
            PoisonActions.KeyOf(action.Id) == key,
        (SharedTables.Runtime, GovernanceAction action) => RuntimeStore.KeyOfSwitchAction(action.Id) == key,
        (SharedTables.Runtime, Poison poison) => PoisonStore.KeyOf(poison.Id) == key,
        (SharedTables.Runtime, PostSchedule) => RuntimeStore.PostScheduleKey == key,
        (SharedTables.Runtime, _) => RuntimeStore.SwitchKey == key,
        (FeedIndex.Table, FeedEntry entry) => key.Row == entry.Cursor
            && (key.Partition == FeedIndex.PartitionOf(null)
                || key.Partition == FeedIndex.PartitionOf(entry.CommunityId)),
        (IdempotencyStore.Table, IdempotencyRecord claim) => IdempotencyStore.KeyOf(claim.RunId) == key,
        (LedgerStore.Table, Ledger ledger) => LedgerStore.KeyOf(ledger.Id) == key,
        (AgentRuns.Table, AgentRun entry) => AgentRuns.KeyOf(entry) == key,
        (AuthorIndex.Table, AuthoredContent entry) => AuthorIndex.KeyOf(entry) == key,
        (ReviewIndex.Table, ReviewEntry entry) => ReviewIndex.KeyOf(entry) == key,
        (AuditIndex.Table, AuditEntry entry) => AuditIndex.KeyOf(entry) == key,
        (FollowStore.Table, FollowList) => FollowStore.IsKey(key),
        (MemoryStore.Table, MemoryRow { Entry: { } entry }) => MemoryStore.KeyOf(entry) == key,
        (MemoryStore.Table, MemoryRow { Digest: { } digest }) => MemoryStore.KeyOfDigest(digest.AgentId) == key,
        _ => false,
    };

    private static IEnumerable<(string Name, bool IsGood)> IdsOf(object row) => row switch
    {
        Post post =>
        [
            ("id", Ids.IsThread(post.Id)), ("eventId", Ids.IsEvent(post.EventId)),
            ("communityId", Slugs.IsSlug(post.CommunityId)), ("authorId", Slugs.IsSlug(post.AuthorId)),
            ("lastSequence", post.LastSequence is >= 0 and <= MaxComments), ("commentCount", post.CommentCount >= 0),
        ],
        Comment comment =>
        [
            ("id", Ids.IsComment(comment.Id)), ("eventId", Ids.IsEvent(comment.EventId)),
            ("authorId", Slugs.IsSlug(comment.AuthorId)),
            ("parentId", comment.ParentId is null || (Ids.IsComment(comment.ParentId)
                && comment.Id.StartsWith(Ids.Thread(comment.ParentId), StringComparison.Ordinal))),
        ],
        ForumEvent forumEvent =>
        [
            ("id", Ids.IsEvent(forumEvent.Id)),
            ("subjectId", forumEvent.Abandoned || IsContent(forumEvent.SubjectId)
                || IsOpinion().IsMatch(forumEvent.SubjectId)),
        ],
        AllocationRecord record =>
        [
            ("id", Ids.IsEvent(record.Id)),
            ("candidates", record.Candidates.All(candidate => Slugs.IsSlug(candidate.AgentId))),
        ],
        ResponseWindow window => [("id", Ids.IsThread(window.Id))],
        Run run =>
        [
            ("id", Ids.IsRun(run.Id)), ("eventId", Ids.IsEvent(run.EventId)), ("agentId", Slugs.IsSlug(run.AgentId)),
            ("communityId", Slugs.IsSlug(run.CommunityId)),
            ("targetId", run.TargetId is null || Ids.IsComment(run.TargetId)),
            ("contentId", run.ContentId is null || IsContent(run.ContentId)),
            ("votes", run.Votes.All(vote => IsContent(vote.TargetId))),
        ],
        Vote vote => [("id", IsOpinion().IsMatch(vote.Id)), ("targetId", IsContent(vote.TargetId))],
        Report report => [("id", IsOpinion().IsMatch(report.Id)), ("targetId", IsContent(report.TargetId))],
        Review review =>
        [
            ("id", IsContent(review.Id)), ("reports", review.Reports.All(report => IsContent(report.TargetId))),
        ],
        GovernanceAction action => [("id", IsAction(action.Id, action.TargetType))],
        Agent agent => [("id", Slugs.IsSlug(agent.Id)), ("configurations", agent.Configurations.Count > 0)],
        Community community => [("id", Slugs.IsSlug(community.Id))],
        FeedEntry entry => [("postId", Ids.IsThread(entry.PostId)), ("communityId", Slugs.IsSlug(entry.CommunityId))],
        AuthoredContent entry =>
        [
            ("contentId", IsContent(entry.ContentId)), ("authorId", Slugs.IsSlug(entry.AuthorId)),
        ],
        ReviewEntry entry => [("contentId", IsContent(entry.ContentId))],
        AuditEntry entry => [("actionId", IsAction(entry.ActionId, entry.TargetType))],
        AgentRun entry => [("runId", Ids.IsRun(entry.RunId)), ("agentId", Slugs.IsSlug(entry.AgentId))],
        MemoryRow { Entry: { } entry } => IdsOf(entry),
        MemoryRow { Digest: { } digest } =>
        [
            ("agentId", Slugs.IsSlug(digest.AgentId)), .. digest.Entries.SelectMany(IdsOf),
        ],
        FollowList list =>
        [
            ("follows", list.Follows.Count <= FollowList.MaxFollows && list.Follows.All(follow => follow.Key.IsValid)),
        ],
        IdempotencyRecord claim => [("threadId", Ids.IsThread(claim.ThreadId))],
        PostSchedule schedule =>
        [
            ("runId", schedule.RunId is null || Ids.IsRun(schedule.RunId)),
            ("open", schedule.Open is null || Ids.IsThread(schedule.Open.ThreadId)),
        ],
        Ledger ledger =>
        [
            ("id", ledger.Id == LedgerId.Forum || (ledger.Id.Value?.Split(':', 2) is ["agent" or "community", var owner]
                && Slugs.IsSlug(owner))),
        ],
        Poison poison =>
        [
            ("id", Poison.IsId(poison.Id)), ("eventId", poison.EventId is null || Ids.IsEvent(poison.EventId)),
        ],
        _ => [],
    };

    private static IEnumerable<(string Name, bool IsGood)> IdsOf(MemoryEntry entry) =>
    [
        ("runId", Ids.IsRun(entry.RunId)), ("agentId", Slugs.IsSlug(entry.AgentId)),
        ("contentId", entry.IsGone || IsContent(entry.ContentId)),
    ];

    private static bool IsContent(string id) => Ids.IsThread(id) || Ids.IsComment(id);

    private static bool IsAction(string id, GovernanceTarget target) =>
        target is GovernanceTarget.Post or GovernanceTarget.Comment
            ? IsOpinion().IsMatch(id)
            : id.Split('.') is [.., var number] && id.Length > number.Length + 1
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // The id of a vote, a report or a moderation action in a thread.
    [GeneratedRegex(@"\A[0-9a-hjkmnp-tv-z]{16}-[avx][0-9a-hjkmnp-tv-z]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsOpinion();
}
