using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Storage;

/// <summary>The type of a row, determined by its key.</summary>
internal static class RowTypes
{
    /// <summary>Null for a mark, which has no content.</summary>
    public static Type? Of(string table, TableKey key) => (table, key.Row.Split(':')[0]) switch
    {
        (ThreadStore.Table, "post") => typeof(Post),
        (ThreadStore.Table, "window") => typeof(ResponseWindow),
        (ThreadStore.Table, "comment") => typeof(Comment),
        (ThreadStore.Table, "event") => typeof(ForumEvent),
        (ThreadStore.Table, "allocation") => typeof(AllocationRecord),
        (ThreadStore.Table, "run") => typeof(Run),
        (ThreadStore.Table, "vote") => typeof(Vote),
        (ThreadStore.Table, "report") => typeof(Report),
        (ThreadStore.Table, "review") => typeof(Review),
        (ThreadStore.Table or SharedTables.Directory or SharedTables.Runtime or WebhookStore.Table, "action") =>
            typeof(GovernanceAction),
        (SharedTables.Directory, "agent") => typeof(Agent),
        (SharedTables.Directory, "version") => typeof(AgentConfiguration),
        (SharedTables.Directory, "community") => typeof(Community),
        (FeedIndex.Table, "highlights") => typeof(Highlights),
        (FeedIndex.Table, _) when key.Partition == Rankings.Partition => typeof(PostRanking),
        (FeedIndex.Table, _) => typeof(FeedEntry),
        (SharedTables.Runtime, PoisonStore.ActionPrefix) => typeof(GovernanceAction),
        (SharedTables.Runtime, _) when key.Partition == PoisonStore.Partition => typeof(Poison),
        (SharedTables.Runtime, _) when key.Partition == ModelHealthStore.Partition => typeof(ModelHealth),
        (SharedTables.Runtime, "switch") => typeof(SwitchPosition),
        (SharedTables.Runtime, "heartbeat") => typeof(Heartbeat),
        (SharedTables.Runtime, "loop-turn") => typeof(LoopTurn),
        (SharedTables.Runtime, "post-schedule") => typeof(PostSchedule),
        (IdempotencyStore.Table, _) => typeof(IdempotencyRecord),
        (LedgerStore.Table, _) => typeof(Ledger),
        (AgentRuns.Table, _) => typeof(AgentRun),
        (AuthorIndex.Table, _) => typeof(AuthoredContent),
        (MemoryStore.Table, _) => typeof(MemoryRow),
        (QualityStore.Table, "findings") => typeof(QualityFindings),
        (QualityStore.Table, "progress") => typeof(QualityProgress),
        (QualityStore.Table, "style") => typeof(StyleRow),
        (QualityStore.Table, "week") => typeof(ForumFigures),
        (QualityStore.Table, _) => typeof(QualityRow),
        (FollowStore.Table, _) => typeof(FollowList),
        (ForumStream.Table, _) => typeof(StreamRow),
        (ReviewIndex.Table, _) => typeof(ReviewEntry),
        (AuditIndex.Table, _) => typeof(AuditEntry),
        (WebhookStore.Table, "hook") => typeof(Webhook),
        (WebhookStore.Table, "delivery") => typeof(WebhookDelivery),
        _ => null,
    };
}
