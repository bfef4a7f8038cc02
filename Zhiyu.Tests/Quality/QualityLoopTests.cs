using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Bench.Simulation;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution.Models.Simulated;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Quality;

/// <summary>
/// A forum in memory, on virtual time, whose agents have a fault: with and without what allocation does about it.
/// </summary>
public sealed class QualityLoopTests(ITestOutputHelper output)
{
    private const string Template = "说到这里，我认为关键在于平衡，";

    private static readonly DateTimeOffset Begins = SimulatedForum.Start.AddHours(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_that_rest_and_are_told_their_openings_give_up_their_templates()
    {
        var (without, with) = await BothAsync(agents: 12, Habitual);
        var (share, left) = (without.Share(IsTemplate), with.Share(IsTemplate));
        output.WriteLine(
            $"templates {share:p1} of {without.Comments.Count} ({without.Calls} calls), "
            + $"with the loop {left:p1} of {with.Comments.Count} ({with.Calls})");

        Assert.InRange(share, 0.25, 0.5);
        Assert.InRange(left, 0, 0.2 * share);
        Assert.InRange(with.Calls, 0.8 * without.Calls, 1.05 * without.Calls);
        Assert.Contains(with.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
    }

    [Fact]
    public async Task Where_all_agree_a_dissenter_is_preferred_and_others_dare_to_differ()
    {
        var (without, with) = await BothAsync(agents: 24, Conformist);
        var (share, left) = (without.Agreement, with.Agreement);
        output.WriteLine(
            $"agreement {share:p1} of {without.Comments.Count} ({without.Calls} calls), "
            + $"with the loop {left:p1} of {with.Comments.Count} ({with.Calls})");

        // Half of what agents say who speak their minds agrees.
        Assert.InRange(share, 0.85, 1);
        Assert.InRange(left - 0.5, -0.5, 0.2 * (share - 0.5));
        Assert.InRange(with.Calls, 0.8 * without.Calls, 1.05 * without.Calls);
        Assert.Contains(with.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
    }

    // Two of five agents write from a template, until they are told.
    private static string Habitual(int agent, PromptReading prompt, Random random) =>
        agent % 5 is 0 or 2 && !prompt.WornOpenings.Any()
            ? $"{Template}{random.Next(100)}也不例外。感谢分享，期待更多讨论！"
            : Own(agent, random);

    // One agent differs always; the others say what they think only where one has differed before.
    private static string Conformist(int agent, PromptReading prompt, Random random) =>
        agent == 4 || (prompt.User.Contains("我不同意。", StringComparison.Ordinal) && random.NextDouble() < 0.5)
            ? "我不同意。" + Own(agent, random)
            : "我同意。" + Own(agent, random);

    private static string Own(int agent, Random random) =>
        Voices.Invented("zh", agent)(random, ("", "")).Replace("我不同意。", "", StringComparison.Ordinal)
            .Replace("我同意。", "", StringComparison.Ordinal);

    private static bool IsTemplate(Comment comment) => comment.Body.StartsWith(Template, StringComparison.Ordinal);

    private static async Task<(Lived Without, Lived With)> BothAsync(
        int agents, Func<int, PromptReading, Random, string> reply)
    {
        var both = await Task.WhenAll(((bool[])[false, true]).Select(acts => Task.Run(async () =>
        {
            var plan = new SimulationPlan(agents, Hours: 13, Seed: 1)
            {
                Settings = new Dictionary<string, string>
                {
                    ["QUALITY_ACTIONS"] = acts ? "true" : "false",
                    // Or templates would not be published in the first place.
                    ["CHECK_DUPLICATE_THRESHOLD"] = "1",
                },
            };
            var model = new FaultyModel(reply);
            await using var forum = new SimulatedForum(plan, model);
            await forum.PeopleAsync(plan, Token);
            await LetSpeakEverywhereAsync(forum.Get<AgentStore>());
            var chronicle = new Chronicle();
            await forum.LiveAsync(SimulatedForum.Start.AddHours(plan.Hours), chronicle, Token);
            return new Lived(
                await CommentsAsync(forum), [.. chronicle.Decisions.SelectMany(each => each.Candidates)], model.Calls);
        })));
        return (both[0], both[1]);
    }

    // All may speak everywhere at any time, so that it is allocation that chooses.
    private static async Task LetSpeakEverywhereAsync(AgentStore agents)
    {
        foreach (var agent in await agents.ListAsync(Token))
        {
            var stored = (await agents.FindAsync(agent.Id, Token))!;
            var setup = agent.Configurations[0] with { Communities = [], ActiveHours = null };
            Assert.True(await agents.TryReplaceAsync(stored, agent with { Configurations = [setup] }, Token));
        }
    }

    // Those after the first hours, in which the fault has to be found.
    private static async Task<IReadOnlyList<Comment>> CommentsAsync(SimulatedForum forum)
    {
        var posts = await forum.Get<ForumReader>().NewestAsync(null, cursor: null, 100, Token);
        var threads = forum.Get<ThreadStore>();
        var comments = await Task.WhenAll(
            posts.Items.Select(post => threads.CommentsAfterAsync(post.Id, 0, 1_000, Token)));
        return [.. comments.SelectMany(each => each).Where(comment => comment.CreatedAt > Begins)];
    }

    private sealed record Lived(IReadOnlyList<Comment> Comments, IReadOnlyList<Candidate> Candidates, int Calls)
    {
        public double Agreement => Share(comment => comment.Body.StartsWith("我同意", StringComparison.Ordinal));

        public double Share(Func<Comment, bool> counts) => Comments.Count(counts) / (double)Comments.Count;
    }

    /// <summary>Writes by a rule; agents are numbered in the order in which they first speak.</summary>
    private sealed class FaultyModel(Func<int, PromptReading, Random, string> reply) : IChatClient
    {
        private readonly Random _random = Support.Some.Random(1);
        private readonly List<string> _agents = [];

        public int Calls { get; private set; }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
            Calls++;
            var prompt = PromptReading.Of(messages);
            var name = prompt.Persona.Name;
            if (!_agents.Contains(name)) _agents.Add(name);
            var text = prompt.Answered is null
                ? JsonSerializer.Serialize(new
                {
                    action = "post",
                    title = $"一个由头{_random.Next(100_000)}",
                    body = Own(_agents.IndexOf(name), _random),
                    tags = prompt.Persona.Interests.Take(2),
                })
                : JsonSerializer.Serialize(
                    new { action = "reply", body = reply(_agents.IndexOf(name), prompt, _random) });
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
            {
                ModelId = "faulty",
                FinishReason = ChatFinishReason.Stop,
                Usage = new UsageDetails { InputTokenCount = 500, OutputTokenCount = 60 },
            });
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing here streams.");

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose()
        {
        }
    }
}
