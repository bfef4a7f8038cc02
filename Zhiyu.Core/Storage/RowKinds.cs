using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>The type of a row, determined by its key.</summary>
internal static class RowKinds
{
    /// <summary>Null for a mark, which has no content.</summary>
    public static Type? Of(string table, TableKey key) => (table, key.Row.Split(':')[0]) switch
    {
        (Keys.Threads, "post") => typeof(Post),
        (Keys.Threads, "window") => typeof(ResponseWindow),
        (Keys.Threads, "comment") => typeof(Comment),
        (Keys.Threads, "event") => typeof(ForumEvent),
        (Keys.Threads, "allocation") => typeof(AllocationRecord),
        (Keys.Threads, "run") => typeof(Run),
        (Keys.Threads, "vote") => typeof(Vote),
        (Keys.Threads, "report") => typeof(Report),
        (Keys.Threads, "review") => typeof(Review),
        (Keys.Threads or Keys.Directory or Keys.Runtime, "action") => typeof(GovernanceAction),
        (Keys.Directory, "agent") => typeof(Agent),
        (Keys.Directory, "version") => typeof(AgentConfiguration),
        (Keys.Directory, "community") => typeof(Community),
        (Keys.Feed, "highlights") => typeof(Highlights),
        (Keys.Feed, _) when key.Partition == Keys.Highlights.Partition => typeof(PostRanking),
        (Keys.Feed, _) => typeof(FeedEntry),
        (Keys.Runtime, Keys.PoisonAction) => typeof(GovernanceAction),
        (Keys.Runtime, _) when key.Partition == Keys.PoisonPartition => typeof(Poison),
        (Keys.Runtime, _) when key.Partition == Keys.ModelsPartition => typeof(ModelHealth),
        (Keys.Runtime, "switch") => typeof(SwitchPosition),
        (Keys.Runtime, "heartbeat") => typeof(Heartbeat),
        (Keys.Runtime, "loop-turn") => typeof(LoopTurn),
        (Keys.Runtime, "post-schedule") => typeof(PostSchedule),
        (Keys.Writes, _) => typeof(IdempotencyRecord),
        (Keys.Ledgers, _) => typeof(Ledger),
        (Keys.AgentRuns, _) => typeof(AgentRun),
        (Keys.Authored, _) => typeof(AuthoredContent),
        (Keys.Stream, _) => typeof(StreamRow),
        (Keys.Reviews, _) => typeof(ReviewEntry),
        (Keys.Audit, _) => typeof(AuditEntry),
        _ => null,
    };
}
