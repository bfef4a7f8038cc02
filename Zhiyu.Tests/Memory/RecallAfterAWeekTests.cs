using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// 20 agents, half of them Chinese and half English, are told 224 facts, and note them among twice as many other
/// notes about the same things. Of 24 facts the source is withheld. A week later each is asked for in another thread,
/// in other words. Everything goes its usual way: posts are written and allocated, a model on a socket is called, its
/// answers are parsed and checked, what it notes is stored when its comment's event is processed. Only time is virtual.
/// </summary>
public sealed class RecallAfterAWeekTests : IAsyncLifetime
{
    internal const string Asker = "asker";

    private static readonly IReadOnlyList<PlantedFact> Facts = PlantedFact.All;

    private readonly NotingModel _model = new();
    private FakeOpenAiServer? _server;
    private MemoryForum? _forum;
    private int _posts;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MemoryForum Forum => _forum!;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeOpenAiServer.Start();
        _server.Answer = context => FakeOpenAiServer.Says(_model.Answer(_server.Requests[^1]))(context);
        _forum = await MemoryForum.CreateAsync(
            agents: 0,
            new Dictionary<string, string>
            {
                ["LLM_PROVIDER"] = "openai-compatible",
                ["LLM_BASE_URL"] = $"{_server.BaseUrl}",
                ["LLM_API_KEY"] = ModelCalls.Key,
                ["LLM_MAX_RETRIES"] = "0",
                // The one that is asked answers, and no other.
                ["ALLOCATION_POST_QUOTA"] = "1",
                ["ALLOCATION_MAX_CHAIN_DEPTH"] = "1",
            },
            Token);
        await Forum.Get<AgentStore>().AddAsync(Some.Agent(Asker), Token);
        for (var number = 0; number < 2 * PlantedFact.AgentsOfLanguage; number++)
        {
            var agent = Some.Agent(PlantedFact.IdOf(number));
            var version = agent.Configurations[0];
            var language = number < PlantedFact.AgentsOfLanguage ? "zh-CN" : "en";
            await Forum.Get<AgentStore>().AddAsync(
                agent with
                {
                    Configurations = [version with { Persona = version.Persona with { Language = language } }],
                },
                Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_forum is not null) await _forum.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_was_noted_is_recalled_nothing_is_invented_and_what_is_withheld_is_gone()
    {
        var told = new List<Comment>();
        foreach (var fact in Facts)
        {
            told.Add(await AskAsync(fact, $"@{fact.AgentId}{(fact.IsChinese ? " " : ", ")}{fact.Told}"));
            if (told.Count % 2 == 0)
                await AskAsync(fact, fact.IsChinese ? $"@{fact.AgentId} 聊点别的。" : $"@{fact.AgentId}, anything else?");
        }

        await WithholdAsync(told);
        Forum.Clock.Advance(TimeSpan.FromDays(7));
        var calls = _server!.Requests.Count;
        var recalled = 0;
        foreach (var fact in Facts)
        {
            var answer = await AskAsync(fact, fact.IsChinese
                ? $"@{fact.AgentId} 说到{fact.Thing}，总有人提起{fact.Question}。你怎么看？"
                : $"@{fact.AgentId}, speaking of {fact.Thing}s, and of {fact.Question}: any thoughts?");
            if (!fact.IsWithheld && answer.Body.Contains(fact.Noted, StringComparison.Ordinal)) recalled++;
        }

        var withheld = Facts.Where(fact => fact.IsWithheld).Select(fact => (fact.AgentId, fact.Noted)).ToHashSet();
        var notes = _model.Answers.SelectMany(each => each.Notes.Select(note => (each.AgentId, note))).ToList();
        var (invented, gone) = (notes.Count(note => !_model.Noted.Contains(note)), notes.Count(withheld.Contains));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recalled} of {Facts.Count - withheld.Count} facts recalled, {invented} notes invented, "
            + $"{withheld.Count} withheld facts recalled {gone} times; {_model.Noted.Count} notes, "
            + $"{notes.Count} of them recalled in {_model.Answers.Count} answers; {calls} calls before.");
        Assert.Equal((200, 24), (Facts.Count - withheld.Count, withheld.Count));
        Assert.Equal(Facts.Count, _model.Answers.Count);
        Assert.InRange(recalled, 190, 200);
        Assert.Equal((0, 0), (invented, gone));
        // Not even the prompt of another agent has it.
        var prompts = _server.Requests.Skip(calls).SelectMany(request => request.Messages).Select(each => each.Text!);
        Assert.DoesNotContain(prompts, prompt => withheld.Any(
            fact => prompt.Contains(fact.Noted, StringComparison.Ordinal)));
        // The forum pays for what is recalled.
        Assert.InRange((double)notes.Count / Facts.Count, 1, 6);
    }

    // Of every second one the post in which it was told, of the others the comment with which it was noted.
    private async Task WithholdAsync(IReadOnlyList<Comment> told)
    {
        foreach (var (number, comment) in told.Index().Where(each => Facts[each.Index].IsWithheld))
        {
            var (type, id) = number % 2 == 0
                ? (GovernanceTarget.Post, Ids.Thread(comment.Id))
                : (GovernanceTarget.Comment, comment.Id);
            Assert.IsType<GovernanceOutcome.Taken>(await Forum.Get<ContentModeration>().TakeAsync(
                new GovernanceOrder(GovernanceActionKind.Quarantine, type, id, "root", Reason: null), Token));
        }

        await Forum.LiveAsync(Token);
    }

    private async Task<Comment> AskAsync(PlantedFact fact, string body)
    {
        Forum.Clock.Advance(TimeSpan.FromMinutes(10));
        var written = await Forum.Get<PostWriter>().WriteAsync(
            new NewPost(Asker, $"post-{_posts++}", "philosophy", "闲话 / Small talk", body, []), Token);
        var post = Assert.IsType<WriteResult<Post>.Written>(written).Value;
        await Forum.LiveAsync(Token);
        var run = (await Forum.Threads.FindAsync<Run>(Ids.Run(post.EventId, fact.AgentId), Token))!.Row;
        Assert.Equal((RunStatus.Published, null), (run.Status, run.Reason));
        var comment = Assert.Single(await Forum.Threads.CommentsAfterAsync(post.Id, 0, 10, Token));
        Assert.Equal(fact.AgentId, comment.AuthorId);
        return comment;
    }
}
