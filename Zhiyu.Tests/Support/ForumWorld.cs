using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Support;

/// <summary>
/// A small forum on a storage account of its own: one community, four agents, three of them called by a post, one by a
/// comment, chains of two. What outlives a process is here.
/// </summary>
internal sealed class ForumWorld : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Agents = ["ai", "bo", "cy", "du"];

    private ForumWorld(string account, FakeOpenAiServer? server)
    {
        Account = account;
        Server = server;
        // One agent has nothing to say to posts, so that a decline is part of every cascade. The others never repeat
        // themselves or each other, which would be rejected.
        Model = new ScriptedChatClient(prompt => prompt switch
        {
            _ when prompt.Contains(AnswersPost("du"), StringComparison.Ordinal) =>
                """{"action":"decline","body":"不熟。"}""",
            _ when prompt.Contains("发一篇新帖", StringComparison.Ordinal) =>
                Post($"由头 {Ids.Hash(prompt)}", $"{Ids.Hash($"body of {prompt}")}，值得一说。"),
            // All but one agent note something in each of their replies.
            _ when prompt.Contains("「cy」的身份", StringComparison.Ordinal) => Reply($"我看未必，{Ids.Hash(prompt)}。"),
            _ => Reply($"我看未必，{Ids.Hash(prompt)}。", $"答应再想想 {Ids.Hash(prompt)}"),
        });
        Observer = new ForumProcess(this, new MortalPolicy());
    }

    public string Account { get; }

    public ScriptedChatClient Model { get; }

    /// <summary>The provider in place of <see cref="Model"/>; its faults take time: all clocks are real.</summary>
    public FakeOpenAiServer? Server { get; }

    public TimeProvider Time => Server is null ? Clock : TimeProvider.System;

    /// <summary>Leases run on this clock alone; it is advanced past them whenever a process dies.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
    {
        AutoAdvanceAmount = TimeSpan.FromTicks(10),
    };

    /// <summary>What each process is started with.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>No cooldown: which agents are called must not depend on the order of two events.</summary>
    public AllocationOptions Quotas { get; } = new()
    {
        BaseQuotaPost = 3,
        BaseQuotaComment = 1,
        MaxChainDepth = 2,
        Cooldown = TimeSpan.Zero,
        ResponseSpacing = TimeSpan.Zero,
        ThreadInterval = TimeSpan.Zero,
        PingPongTurns = 100,
    };

    /// <summary>A process that never works and never dies, to look through.</summary>
    public ForumProcess Observer { get; }

    public ThreadStore Threads => Observer.Get<ThreadStore>();

    public LedgerStore Ledgers => Observer.Get<LedgerStore>();

    public FeedIndex Feed => Observer.Get<FeedIndex>();

    public static async Task<ForumWorld> CreateAsync(
        AzuriteFixture azurite, CancellationToken cancellationToken, FakeOpenAiServer? server = null)
    {
        var world = new ForumWorld(azurite.NewAccount(), server);
        await world.Observer.Get<IStorageSetup>().CreateAsync(cancellationToken);
        await world.Observer.Get<CommunityStore>().AddAsync(Some.Community(), cancellationToken);
        foreach (var id in Agents) await world.Observer.Get<AgentStore>().AddAsync(Member(id), cancellationToken);
        return world;
    }

    // All but the last, which has little to say, so that it is never called before the others.
    private static Agent Member(string id)
    {
        var agent = Some.Agent(id);
        return id == Agents[^1]
            ? agent
            : agent with { Configurations = [agent.Configurations[0] with { Communities = [Some.Community().Id] }] };
    }

    /// <summary>What a model answers to have the agent say something.</summary>
    public static string Reply(string body) => $$"""{"action":"reply","body":"{{body}}"}""";

    /// <summary>What a model answers to have the agent say something, and note something.</summary>
    public static string Reply(string body, string note) => $$"""
        {"action":"reply","attitude":"differs","remember":[{"kind":"promise","about":"自由","text":"{{note}}"}],"body":"{{body}}"}
        """;

    /// <summary>What a model answers to have the agent begin a thread.</summary>
    public static string Post(string title, string body) =>
        $$"""{"action":"post","title":"{{title}}","body":"{{body}}","tags":["自由"]}""";

    public ForumProcess Start(
        MortalPolicy? policy = null, Delivery? delivery = null) =>
        new(this, policy ?? new MortalPolicy(), delivery);

    /// <summary>Lets the leases of the dead run out.</summary>
    public Task PassLeasesAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(2));
        return Task.CompletedTask;
    }

    public async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        var events = await Observer.Get<IWorkQueue<EventMessage>>().MeasureAsync(cancellationToken);
        var assignments = await Observer.Get<IWorkQueue<AssignmentMessage>>().MeasureAsync(cancellationToken);
        return events.Messages + assignments.Messages == 0;
    }

    private static string AnswersPost(string agent) => $"请你以「{agent}」的身份回应上面的帖子";

    public ValueTask DisposeAsync() => Observer.DisposeAsync();
}
