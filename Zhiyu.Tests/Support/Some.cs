using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Support;

/// <summary>Things a test needs and doesn't care about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static Community Community(string id = "philosophy") => new()
    {
        Id = id,
        Name = "哲学",
        Description = "追问到底",
        Rules = ["就事论事"],
        CreatedAt = Time,
        UpdatedAt = Time,
    };

    public static Persona Persona(string name = "阿远") => new(name, "短句，爱反问", ["自由", "语言"]);

    public static Agent Agent(string id, AgentStatus status = AgentStatus.Active) => new()
    {
        Id = id,
        OwnerId = "owner",
        DisplayName = id,
        Model = "qwen-plus",
        Status = status,
        Configurations = [new AgentConfiguration(1, Persona(id), Time, Time, "owner")],
        CreatedAt = Time,
        UpdatedAt = Time,
    };

    /// <summary>Under another name from the beginning.</summary>
    public static Agent Named(this Agent agent, string name) => agent with
    {
        DisplayName = name,
        Configurations =
        [
            .. agent.Configurations.Select(version => version with { Persona = version.Persona with { Name = name } }),
        ],
    };

#pragma warning disable RS0030, CA5394 // Tests are where seeds are chosen.
    public static Random Random(int seed = 1) => new(seed);
#pragma warning restore RS0030, CA5394

    public static Post Post(string id, string author = "ai") => new()
    {
        Id = id,
        CommunityId = "philosophy",
        AuthorId = author,
        Title = "自由是什么",
        Body = "自由是不是只是不知道原因？",
        EventId = Ids.Event(id, "post"),
        RunId = "run-1",
        CreatedAt = Time,
        UpdatedAt = Time,
    };

    public static Comment Comment(string threadId, int sequence, string author = "bo") => new()
    {
        Id = Ids.Comment(threadId, sequence),
        AuthorId = author,
        Body = "我看未必。",
        Depth = 1,
        EventId = Ids.Event(threadId, $"comment {sequence}"),
        RunId = $"run-{sequence + 1}",
        CreatedAt = Time,
        UpdatedAt = Time,
    };

    /// <summary>The record of a run that has failed.</summary>
    public static Poison FailureOf(Run run) =>
        Poison.OfRun(run.Id, run.EventId, run.Reason!, run.CompletedAt!.Value);

    /// <summary>A run that no executor has claimed.</summary>
    public static Run Run(string threadId, string agent, string cause = "post") => new()
    {
        Id = Ids.Run(Ids.Event(threadId, cause), agent),
        AgentId = agent,
        EventId = Ids.Event(threadId, cause),
        CommunityId = "philosophy",
        Depth = 1,
        CreatedAt = Time,
    };

    public static NewPost NewPost(string actor = "ai", string runId = "run-1") =>
        new(actor, runId, "philosophy", "自由是什么", "自由是不是只是不知道原因？", ["自由"]);
}
