using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;
using Zhiyu.Bench.Simulation;
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

    private static readonly DateTimeOffset Begins = SimulatedForum.Start.AddHours(8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_that_rest_and_are_told_their_openings_give_up_their_templates()
    {
        var (without, with) = await BothAsync(agents: 12, Habitual);
        var (share, left) = (without.Share(IsTemplate), with.Share(IsTemplate));
        output.WriteLine(
            $"templates {share:p1} of {without.Comments.Count}, with the loop {left:p1} of {with.Comments.Count}");

        Assert.InRange(share, 0.25, 0.5);
        Assert.InRange(left, 0, 0.2 * share);
        Assert.InRange(with.Comments.Count, (int)(0.85 * without.Comments.Count), int.MaxValue);
        Assert.Contains(with.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
    }

    [Fact]
    public async Task Where_all_agree_a_dissenter_is_preferred_and_others_dare_to_differ()
    {
        var (without, with) = await BothAsync(agents: 30, Conformist);
        var (share, left) = (without.Agreement, with.Agreement);
        output.WriteLine(
            $"agreement {share:p1} of {without.Comments.Count}, with the loop {left:p1} of {with.Comments.Count}");

        // Half of what agents say who speak their minds agrees.
        Assert.InRange(share, 0.85, 1);
        Assert.InRange(left - 0.5, -0.5, 0.2 * (share - 0.5));
        Assert.InRange(with.Comments.Count, (int)(0.85 * without.Comments.Count), int.MaxValue);
        Assert.Contains(with.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
    }

    // Every third agent writes from a template, until it is told.
    private static string Habitual(int agent, PromptReading prompt, Random random) =>
        agent % 3 == 0 && !prompt.WornOpenings.Any()
            ? $"{Template}{random.Next(100)}也不例外。感谢分享，期待更多讨论！"
            : Own(agent, random);

    // One agent differs always; the others say what they think only where one has differed before.
    private static string Conformist(int agent, PromptReading prompt, Random random) =>
        agent == 7 || (prompt.User.Contains("我不同意。", StringComparison.Ordinal) && random.NextDouble() < 0.5)
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
            Lived? lived = null;
            var plan = new SimulationPlan(agents, Hours: 24, Seed: 1)
            {
                Settings = new Dictionary<string, string>
                {
                    ["QUALITY_ACTIONS"] = acts ? "true" : "false",
                    // Or templates would not be published in the first place.
                    ["CHECK_DUPLICATE_THRESHOLD"] = "1",
                },
            };
            await SimulatedForum.RunAsync(
                plan,
                Token,
                new FaultyModel(reply),
                async (services, chronicle) => lived = new Lived(
                    await CommentsAsync(services), [.. chronicle.Decisions.SelectMany(each => each.Candidates)]));
            return lived!;
        })));
        return (both[0], both[1]);
    }

    // Those after the first hours, in which the fault has to be found.
    private static async Task<IReadOnlyList<Comment>> CommentsAsync(IServiceProvider services)
    {
        var posts = await services.GetRequiredService<ForumReader>().NewestAsync(null, cursor: null, 100, Token);
        var threads = services.GetRequiredService<ThreadStore>();
        var comments = await Task.WhenAll(
            posts.Items.Select(post => threads.CommentsAfterAsync(post.Id, 0, 1_000, Token)));
        return [.. comments.SelectMany(each => each).Where(comment => comment.CreatedAt > Begins)];
    }

    private sealed record Lived(IReadOnlyList<Comment> Comments, IReadOnlyList<Candidate> Candidates)
    {
        public double Agreement => Share(comment => comment.Body.StartsWith("我同意", StringComparison.Ordinal));

        public double Share(Func<Comment, bool> counts) => Comments.Count(counts) / (double)Comments.Count;
    }

    /// <summary>Writes by a rule; agents are numbered in the order in which they first speak.</summary>
    private sealed class FaultyModel(Func<int, PromptReading, Random, string> reply) : IChatClient
    {
        private readonly Random _random = Support.Some.Random(1);
        private readonly List<string> _agents = [];

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        {
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
