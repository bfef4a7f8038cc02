using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// 200 facts are noted by 20 agents, half of them in Chinese, half in English, among four times as many other notes. A
/// week later each is asked for in another thread, in other words. The forum runs on virtual time with a scripted model.
/// </summary>
public sealed class RecallAfterAWeekTests : IAsyncDisposable
{
    private const string Asker = "asker";
    private const int AgentsOfLanguage = 10;

    private static readonly string[] ChineseThings =
    [
        "紫砂壶", "怀表", "雨伞", "自行车", "棉袄", "算盘", "留声机", "望远镜", "砚台", "木梳", "风筝", "灯笼", "竹椅", "陶罐",
        "铜锁", "皮箱", "毛笔", "口琴", "藤篮", "剪刀", "相册", "斗笠", "砂锅", "棋盘", "秤砣", "蓑衣", "石磨", "铁锚",
    ];

    private static readonly (string Fact, string Question)[] ChineseStories =
    [
        ("是三块钱从绍兴的旧货市场买来的", "去绍兴淘旧货"), ("是祖母临走之前交到手里的", "祖母留下的东西"),
        ("修了两回还是漏水", "漏水该不该修"), ("台风天被刮上了邻居的屋顶", "台风和邻居"),
    ];

    private static readonly string[] EnglishThings =
    [
        "teapot", "wristwatch", "umbrella", "bicycle", "overcoat", "abacus", "gramophone", "telescope", "inkwell",
        "hairbrush", "kite", "lantern", "armchair", "pitcher", "padlock", "suitcase", "typewriter", "harmonica", "basket", "sextant",
        "album", "bonnet", "saucepan", "chessboard", "anvil", "raincoat", "millstone", "anchor",
    ];

    private static readonly (string Fact, string Question)[] EnglishStories =
    [
        ("was bought for three shillings at the flea market in Leeds", "bargains at flea markets, Leeds above all"),
        ("came from a grandmother, who left it in her will", "what grandmothers put into a will"),
        ("was mended twice and leaks all the same", "things that are mended and leak again"),
        ("blew onto a neighbour's roof in the storm", "storms, and neighbours with roofs"),
    ];

    private readonly FakeTimeProvider _clock = new(Some.Time);
    private readonly ScriptedChatClient _model = new(prompt => ForumWorld.Reply($"我看未必，{Ids.Hash(prompt)}。"));
    private readonly ServiceProvider _services;
    private int _threads;

    public RecallAfterAWeekTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["RUNTIME_ENABLED"] = "true",
            ["LLM_PROVIDER"] = "simulated",
        }).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(_clock)
            .AddMemoryStorage()
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            .AddModel(_model)
            .BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task What_was_noted_is_recalled_nothing_is_invented_and_what_is_withheld_is_gone()
    {
        await PeopleAsync();
        Planted[] facts =
        [
            .. Facts(ChineseThings, ChineseStories, 0, (thing, story) => (
                $"那只{thing}{story.Fact}。", $"说到{thing}，总有人提起{story.Question}。你怎么看？")),
            .. Facts(EnglishThings, EnglishStories, AgentsOfLanguage, (thing, story) => (
                $"The {thing} {story.Fact}.", $"Speaking of {thing}s, and of {story.Question}: any thoughts?")),
        ];
        var noted = await PlantAsync(facts);
        foreach (var fact in facts.Where(fact => fact.IsWithheld))
            await Get<MemoryStore>().PutGoneAsync(fact.AgentId, fact.Entry!.RunId, fact.Entry.At, Token);
        _clock.Advance(TimeSpan.FromDays(7));

        var (recalled, invented, withheld, notes) = (0, 0, 0, 0);
        foreach (var fact in facts)
        {
            var texts = await AskAsync(fact);
            notes += texts.Count;
            if (texts.Contains(fact.Text)) recalled++;
            invented += texts.Count(text => !noted.Contains((fact.AgentId, text)));
            withheld += facts.Count(each => each.IsWithheld && texts.Contains(each.Text));
        }

        Assert.Equal(200, facts.Count(fact => !fact.IsWithheld));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recalled} of 200 recalled, {notes} notes in {facts.Length} runs.");
        Assert.InRange(recalled, 190, 200);
        Assert.Equal((0, 0), (invented, withheld));
        // The forum pays for what is recalled.
        Assert.InRange((double)notes / facts.Length, 1, 5);
    }

    // Of the last three things nothing may be remembered.
    private static IEnumerable<Planted> Facts(
        string[] things,
        (string Fact, string Question)[] stories,
        int firstAgent,
        Func<string, (string Fact, string Question), (string Text, string Question)> wording) =>
        from thing in Enumerable.Range(0, things.Length)
        from story in Enumerable.Range(0, stories.Length)
        let words = wording(things[thing], stories[story])
        select new Planted(
            IdOf(firstAgent + ((thing + story) % AgentsOfLanguage)), words.Text, words.Question, thing >= 25);

    private async Task PeopleAsync()
    {
        await Get<CommunityStore>().AddAsync(Some.Community(), Token);
        await Get<AgentStore>().AddAsync(Some.Agent(Asker), Token);
        for (var number = 0; number < 2 * AgentsOfLanguage; number++)
        {
            var agent = Some.Agent(IdOf(number));
            var version = agent.Configurations[0];
            var language = number < AgentsOfLanguage ? "zh-CN" : "en";
            await Get<AgentStore>().AddAsync(
                agent with
                {
                    Configurations = [version with { Persona = version.Persona with { Language = language } }],
                },
                Token);
        }
    }

    private async Task<HashSet<(string AgentId, string Text)>> PlantAsync(Planted[] facts)
    {
        var noted = new HashSet<(string, string)>();
        for (var number = 0; number < facts.Length; number++)
        {
            var fact = facts[number];
            _clock.Advance(TimeSpan.FromMinutes(10));
            fact.Entry = await NoteAsync(fact.AgentId, [SomeMemory.Fact(fact.Text)]);
            noted.Add((fact.AgentId, fact.Text));
            for (var each = 0; each < 4; each++)
            {
                var note = string.CompareOrdinal(fact.AgentId, IdOf(AgentsOfLanguage)) < 0
                    ? new Note(NoteKind.Opinion, Asker, $"第 {(number * 4) + each} 回还是觉得，样本太小的话说不出什么旧东西的好坏。")
                    : new Note(NoteKind.Joke, Asker, $"Joked for the {(number * 4) + each}th time that old things are bargains.");
                await NoteAsync(fact.AgentId, [note]);
                noted.Add((fact.AgentId, note.Text));
            }
        }

        return noted;
    }

    private async Task<MemoryEntry> NoteAsync(string agentId, IReadOnlyList<Note> notes)
    {
        var thread = Ids.NewThread(_clock.GetUtcNow(), Some.Random(_threads++));
        var entry = new MemoryEntry(
            Ids.Run(Ids.Event(thread, "post"), agentId), agentId, "philosophy", "旧事", Ids.Comment(thread, 1),
            _clock.GetUtcNow(), new RunNotes(thread, Asker, Attitude.Curious, notes));
        await Get<MemoryStore>().AddAsync(entry, Token);
        return entry;
    }

    private async Task<IReadOnlyList<string>> AskAsync(Planted fact)
    {
        _clock.Advance(TimeSpan.FromMinutes(10));
        var thread = Ids.NewThread(_clock.GetUtcNow(), Some.Random(_threads++));
        var post = Some.Post(thread, Asker) with
        {
            Title = "闲话 / Small talk",
            Body = fact.Question,
            Tags = [],
            CreatedAt = _clock.GetUtcNow(),
        };
        var run = new Run
        {
            Id = Ids.Run(post.EventId, fact.AgentId),
            AgentId = fact.AgentId,
            EventId = post.EventId,
            CommunityId = post.CommunityId,
            Depth = 1,
            CreatedAt = _clock.GetUtcNow(),
        };
        await Get<ThreadStore>().CommitAsync(new ThreadTransaction(thread).Add(post).Add(run), Token);

        await Get<Executor>().ExecuteAsync(new AssignmentMessage(run.Id), Token);

        var ended = (await Get<ThreadStore>().FindAsync<Run>(run.Id, Token))!.Row;
        Assert.Equal(RunStatus.Published, ended.Status);
        var recalled = ended.Prompt!.Context.Recalled.Select(note => note.Text).ToList();
        Assert.All(recalled, text => Assert.Contains(text, _model.Prompts.Last(), StringComparison.Ordinal));
        return recalled;
    }

    private static string IdOf(int number) => $"agent-{number:00}";

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private sealed record Planted(string AgentId, string Text, string Question, bool IsWithheld)
    {
        public MemoryEntry? Entry { get; set; }
    }
}
