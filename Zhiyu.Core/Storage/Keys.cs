using System.Globalization;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>All table and container names, partition keys and row keys.</summary>
/// <remarks>
/// Ids of <see cref="Ids"/> contain no characters that are forbidden in keys (/ \ # ? and control characters). Text
/// from outside is hashed before it is part of a key.
/// </remarks>
internal static class Keys
{
    public const string Threads = "threads";
    public const string Feed = "feed";
    public const string Directory = "directory";
    public const string Writes = "writes";
    public const string Runtime = "runtime";
    public const string Nonces = "nonces";
    public const string Ledgers = "ledgers";
    public const string AgentRuns = "agentruns";
    public const string Authored = "authored";
    public const string Stream = "stream";
    public const string Reviews = "reviews";
    public const string Audit = "audit";

    public static readonly IReadOnlyList<string> Tables =
    [
        Threads, Feed, Directory, Writes, Runtime, Nonces, Ledgers, AgentRuns, Authored, Stream, Reviews, Audit,
    ];

    /// <summary>The blob container for rows that are too long for a table.</summary>
    public const string OverflowContainer = "spilled-rows";

    public const string WholeForum = "all";
    public const string AgentPrefix = "agent:";
    public const string CommunityPrefix = "community:";

    /// <summary>Agents and communities share one partition, because they are few and listed together.</summary>
    public const string DirectoryPartition = "directory";

    /// <summary>The shared state of the runtime, one row each.</summary>
    public const string RuntimePartition = "runtime";

    public const string PoisonPartition = "poison";

    /// <summary>The prefix of action keys in the poison partition. No record id begins like this.</summary>
    public const string PoisonAction = "~action";

    public const string ModelsPartition = "models";

    public const string ReviewsPartition = "waiting";

    public static readonly TableKey Switch = new(RuntimePartition, "switch");
    public static readonly TableKey Heartbeat = new(RuntimePartition, "heartbeat");
    public static readonly TableKey LoopTurn = new(RuntimePartition, "loop-turn");
    public static readonly TableKey Highlights = new("ranking", "highlights");
    public static readonly TableKey PostSchedule = new(RuntimePartition, "post-schedule");
    /// <summary>The mark of an import in progress.</summary>
    public static readonly TableKey Import = new(RuntimePartition, "import");

    public static readonly TableKey Seeded = new(RuntimePartition, "seeded");

    /// <summary>A row that changes when an agent is added or renamed.</summary>
    public static readonly TableKey Roster = new(DirectoryPartition, "roster");

    public static TableKey Of(IThreadRow row) => Of(row.GetType(), row.Id);

    public static TableKey Of(Type row, string id) => new(Ids.Thread(id), row switch
    {
        _ when row == typeof(Post) => "post",
        _ when row == typeof(ResponseWindow) => "window",
        _ when row == typeof(Comment) => CommentAt(Ids.Sequence(id)),
        _ when row == typeof(ForumEvent) => $"event:{SuffixOf(id)}",
        _ when row == typeof(AllocationRecord) => $"allocation:{SuffixOf(id)}",
        _ when row == typeof(Run) => $"run:{SuffixOf(id)}",
        _ when row == typeof(Vote) => $"vote:{SuffixOf(id)}",
        _ when row == typeof(Report) => $"report:{SuffixOf(id)}",
        _ when row == typeof(Review) => $"review:{id}",
        _ when row == typeof(GovernanceAction) => $"action:{SuffixOf(id)}",
        _ => throw new ArgumentException($"{row.Name} has no key in a thread.", nameof(row)),
    });

    /// <summary>Sorts by position in the thread, up to 99,999,999 comments.</summary>
    public static string CommentAt(int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"comment:{sequence:d8}");

    public static TableKey OfClaim(string runId) => new(Ids.Hash(runId), "write");

    public static TableKey OfNonce(string nonce) => new(Ids.Hash(nonce), "nonce");

    public static TableKey OfPoison(string id) => new(PoisonPartition, id);

    /// <summary>The key of an action on a poison record: in the same partition, after all ids.</summary>
    public static TableKey OfPoisonAction(string id) => new(PoisonPartition, $"{PoisonAction}:{id}");

    public static TableKey OfModel(string id) => new(ModelsPartition, id);

    public static TableKey Of(AgentRun entry) => new(AgentRunsOf(entry.AgentId), entry.Cursor);

    public static string AgentRunsOf(string agentId) => AgentPrefix + agentId;

    public static TableKey Of(AuthoredContent entry) => new(AuthoredBy(entry.AuthorId), entry.Cursor);

    public static string AuthoredBy(string agentId) => AgentPrefix + agentId;

    public static TableKey OfStream(string position) => new(StreamDayOf(StreamPosition.TimeOf(position)), position);

    /// <summary>The partitions of the stream, one per day, between two positions.</summary>
    public static IEnumerable<string> StreamDaysOf(string after, string before)
    {
        var last = StreamPosition.TimeOf(before).UtcDateTime.Date;
        for (var day = StreamPosition.TimeOf(after).UtcDateTime.Date; day <= last; day = day.AddDays(1))
            yield return StreamDayOf(day);
    }

    public static TableKey Of(LedgerId id) => new("ledgers", id.Value);

    public static TableKey OfAgent(string id) => new(DirectoryPartition, AgentPrefix + id);

    public static TableKey OfAgentVersion(string id, int version) =>
        new(DirectoryPartition, string.Create(CultureInfo.InvariantCulture, $"version:{id}:{version:d8}"));

    public static TableKey OfAgentAction(string id) => new(DirectoryPartition, $"action:{id}");

    public static TableKey OfSwitchAction(string id) => new(RuntimePartition, $"action:{id}");

    public static TableKey Of(ReviewEntry entry) => new(ReviewsPartition, entry.Cursor);

    public static TableKey Of(AuditEntry entry) => new(WholeForum, entry.Cursor);

    public static TableKey OfCommunity(string id) => new(DirectoryPartition, CommunityPrefix + id);

    public static string FeedOf(string? communityId) =>
        communityId is null ? WholeForum : CommunityPrefix + communityId;

    public static TableKey RankingOf(string? communityId) => new("ranking", FeedOf(communityId));

    public static string StreamDayOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string SuffixOf(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

internal readonly record struct TableKey(string Partition, string Row);
