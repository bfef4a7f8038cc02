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
    // Half of what agents say who speak their minds agrees.
    private const double Natural = 0.5;

    private const string Template = "说到这里，我认为关键在于平衡，";

    private static readonly DateTimeOffset Begins = SimulatedForum.Start.AddHours(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_that_rest_and_are_told_their_openings_give_up_their_templates()
    {
        var (without, with) = await TemplatesAsync(seed: 1);

        Assert.InRange(without.Share(IsTemplate), 0.25, 0.5);
        Assert.InRange(with.Share(IsTemplate), 0, 0.2 * without.Share(IsTemplate));
        Assert.True(IsPaidAlike(without, with));
        Assert.Contains(with.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Filters.Contains(CandidateFilter.Resting));
    }

    [Fact]
    public async Task Where_all_agree_a_dissenter_is_preferred_and_others_dare_to_differ()
    {
        var (without, with) = await AgreementAsync(seed: 1);

        Assert.InRange(without.Agreement, 0.8, 1);
        Assert.InRange(with.Agreement - Natural, -0.5, 0.2 * (without.Agreement - Natural));
        Assert.True(IsPaidAlike(without, with));
        Assert.Contains(with.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
        Assert.DoesNotContain(without.Candidates, candidate => candidate.Terms.ContainsKey("dissent"));
    }

    /// <summary>Takes some minutes, and is run by its name with <c>--explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Nine_of_ten_forums_lose_four_fifths_of_their_templates_and_of_their_agreement()
    {
        var (templates, agreement) = (0, 0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var (without, with) = await TemplatesAsync(seed);
            if (with.Share(IsTemplate) <= 0.2 * without.Share(IsTemplate) && IsPaidAlike(without, with)) templates++;
            (without, with) = await AgreementAsync(seed);
            if (with.Agreement - Natural <= 0.2 * (without.Agreement - Natural) && IsPaidAlike(without, with))
                agreement++;
        }

        output.WriteLine($"templates: {templates} of 10; agreement: {agreement} of 10");
        Assert.True(templates >= 9 && agreement >= 9, $"Templates: {templates} of 10; agreement: {agreement} of 10.");
    }

    private async Task<(Lived Without, Lived With)> TemplatesAsync(int seed)
    {
        var (without, with) = await BothAsync(seed, agents: 12, Habitual);
        var (share, left) = (without.Share(IsTemplate), with.Share(IsTemplate));
        output.WriteLine(
            $"seed {seed}: templates {share:p1} of {without.Comments.Count} ({without.Calls} calls), "
            + $"with the loop {left:p1} of {with.Comments.Count} ({with.Calls}), {1 - (left / share):p0} gone");
        return (without, with);
    }

    private async Task<(Lived Without, Lived With)> AgreementAsync(int seed)
    {
        var (without, with) = await BothAsync(seed, agents: 24, Conformist);
        var (share, left) = (without.Agreement, with.Agreement);
        output.WriteLine(
            $"seed {seed}: agreement {share:p1} of {without.Comments.Count} ({without.Calls} calls), "
            + $"with the loop {left:p1} of {with.Comments.Count} ({with.Calls}), "
            + $"{1 - ((left - Natural) / (share - Natural)):p0} gone");
        return (without, with);
    }

    // Templates that are identical are not published, and nothing answers them; so a forum without them has a few more
    // calls, and no more for each comment.
    private static bool IsPaidAlike(Lived without, Lived with) =>
        with.Calls <= 1.1 * without.Calls && with.Calls >= 0.8 * without.Calls
        && with.CallsPerComment <= 1.05 * without.CallsPerComment;

    // Two of five agents write from a template, until they are told.
    private static string Habitual(int agent, PromptReading prompt, Random random) =>
        agent % 5 is 0 or 2 && !prompt.WornOpenings.Any()
            ? $"{Template}{random.Next(100)}也不例外。感谢分享，期待更多讨论！"
            : FaultyModel.Own(agent, random);

    // One agent differs always; the others say what they think only where one has differed before.
    private static string Conformist(int agent, PromptReading prompt, Random random) =>
        agent == 4 || (prompt.User.Contains("我不同意。", StringComparison.Ordinal) && random.NextDouble() < 0.5)
            ? "我不同意。" + FaultyModel.Own(agent, random)
            : "我同意。" + FaultyModel.Own(agent, random);

    private static bool IsTemplate(Comment comment) => comment.Body.StartsWith(Template, StringComparison.Ordinal);

    private static async Task<(Lived Without, Lived With)> BothAsync(
        int seed, int agents, Func<int, PromptReading, Random, string> reply)
    {
        var both = await Task.WhenAll(((bool[])[false, true]).Select(acts => Task.Run(async () =>
        {
            var plan = new SimulationPlan(agents, Hours: 13, seed)
            {
                Settings = new Dictionary<string, string>
                {
                    ["QUALITY_ACTIONS"] = acts ? "true" : "false",
                    // Or templates would not be published in the first place.
                    ["CHECK_DUPLICATE_THRESHOLD"] = "1",
                },
            };
            var model = new FaultyModel(seed, reply);
            await using var forum = new SimulatedForum(plan, model);
            await forum.PeopleAsync(plan, Token);
            await FaultyModel.LetSpeakEverywhereAsync(forum.Get<AgentStore>(), Token);
            var chronicle = new Chronicle();
            await forum.LiveAsync(SimulatedForum.Start.AddHours(plan.Hours), chronicle, Token);
            return new Lived(
                await CommentsAsync(forum), [.. chronicle.Decisions.SelectMany(each => each.Candidates)], model.Calls);
        })));
        return (both[0], both[1]);
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
        public double CallsPerComment => Calls / (double)Comments.Count;

        public double Agreement => Share(comment => comment.Body.StartsWith("我同意", StringComparison.Ordinal));

        public double Share(Func<Comment, bool> counts) => Comments.Count(counts) / (double)Comments.Count;
    }
}
