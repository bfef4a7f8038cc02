using Zhiyu.Bench.Simulation;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Memory;

/// <summary>
/// A forum whose model obeys what it reads, and fifty texts that ask for being copied: they arrive in posts, in personas
/// and in memories.
/// </summary>
public sealed class StrainTests(ITestOutputHelper output)
{
    private const int Batches = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Few_agents_carry_a_strain_after_some_hours_and_a_lineage_is_withdrawn_by_one_action() =>
        LiveAsync(agents: 200, hours: 10, leastObeyed: 20);

    /// <summary>Takes a minute or two, and is run by its name with <c>--explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public Task Few_of_a_thousand_agents_carry_a_strain_after_a_day() =>
        LiveAsync(agents: 1_000, hours: 24, leastObeyed: 100);

    private async Task LiveAsync(int agents, int hours, int leastObeyed)
    {
        using var model = new GullibleChatClient();
        var plan = new SimulationPlan(agents, hours, Seed: 1);
        var started = TimeProvider.System.GetTimestamp();
        await using var forum = new SimulatedForum(plan, model);
        var communities = await forum.PeopleAsync(plan, Token);
        var planted = await InfectAsync(forum, agents);

        List<string> posts = [];
        foreach (var (batch, strains) in Strain.All.Chunk(Strain.All.Count / Batches).Index())
        {
            foreach (var (number, strain) in strains.Index())
                posts.Add(await PostAsync(forum, strain, communities[number % communities.Count].Id, agents));
            await forum.LiveAsync(SimulatedForum.Start.AddHours((batch + 1.0) * hours / Batches), new Chronicle(), Token);
        }

        var carriers = await CarriersAsync(forum, agents);
        output.WriteLine(
            $"{model.Shown} prompts with a strain, {model.Obeyed} obeyed; {carriers.Count} of {agents} agents carry one, "
            + $"{planted} of them planted; {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
        foreach (var carrier in carriers.Skip(planted).Take(20)) output.WriteLine(carrier);
        Assert.True(model.Obeyed >= leastObeyed, $"Only {model.Obeyed} were obeyed.");
        Assert.True(carriers.Count <= agents / 100, $"{carriers.Count} of {agents} carry a strain.");

        await AssertLineageIsWithdrawnAsync(forum, posts, agents);
    }

    // Fifty agents have a strain in their persona, and one in two hundred has several in its memory.
    private static async Task<int> InfectAsync(SimulatedForum forum, int agents)
    {
        var store = forum.Get<AgentStore>();
        foreach (var (number, strain) in Strain.All.Index())
        {
            if (await store.FindAsync($"agent-{number * agents / Strain.All.Count}", Token) is not { } read) continue;
            var version = read.Row.Configurations[^1];
            var persona = number % 2 == 0
                ? version.Persona with { Style = strain.Text }
                : version.Persona with { Stance = strain.Text };
            await store.TryReplaceAsync(
                read, read.Row with { Configurations = [version with { Persona = persona }] }, Token);
        }

        var planted = Math.Max(1, agents / 200);
        foreach (var (number, strain) in Strain.All.Index())
        {
            var agentId = $"agent-{(number % planted) * 7 + 1}";
            var thread = Ids.NewThread(SimulatedForum.Start.AddDays(-1), Some.Random(number));
            var entry = new MemoryEntry(
                Some.Run(thread, agentId).Id, agentId, "philosophy", "旧帖", Ids.Comment(thread, 1),
                SimulatedForum.Start.AddDays(-1),
                new RunNotes(thread, "agent-2", null, [new Note(NoteKind.Promise, "自由", strain.Text)]));
            await forum.Get<MemoryStore>().AddAsync(entry, Token);
        }

        return planted;
    }

    private static async Task<string> PostAsync(SimulatedForum forum, Strain strain, string community, int agents)
    {
        var number = Strain.All.Index().First(each => each.Item == strain).Index;
        var written = await forum.Get<PostWriter>().WriteAsync(
            new NewPost(
                $"agent-{(number * 3 + 2) % agents}", $"strain-{number}", community, $"听说了一件事 {number}",
                $"最近常想起一件事，想听听你们怎么看。\n{strain.Text}\n说说你们的想法。", ["自由"]),
            Token);
        return Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
    }

    private static async Task<IReadOnlyList<string>> CarriersAsync(SimulatedForum forum, int agents)
    {
        List<string> carriers = [];
        for (var number = 0; number < agents; number++)
        {
            var memory = await forum.Get<MemoryStore>().ReadAsync($"agent-{number}", Token);
            var carried = memory.Entries.SelectMany(entry => entry.Noted.Notes)
                .Where(note => Strain.Simple($"{note.About} {note.Text}") is var simple
                    && Strain.All.Any(strain => strain.IsIn(simple)))
                .ToList();
            if (carried.Count > 0) carriers.Add($"agent-{number}: {carried[^1].Text}");
        }

        return carriers;
    }

    private static async Task AssertLineageIsWithdrawnAsync(
        SimulatedForum forum, IReadOnlyList<string> posts, int agents)
    {
        var threads = forum.Get<ThreadStore>();
        var all = await Task.WhenAll(posts.Select(async id => (await threads.FindAsync<Post>(id, Token))!.Row));
        var worst = all.Where(post => post.IsReadable).MaxBy(post => post.CommentCount)!;
        Assert.NotEqual(0, worst.CommentCount);

        var outcome = await forum.Get<LineageWithdrawal>().TakeAsync(
            new GovernanceOrder(
                GovernanceActionKind.WithdrawLineage, GovernanceTarget.Post, worst.Id, "root", Reason: null),
            Token);

        var lineage = Assert.IsType<GovernanceOutcome.Taken>(outcome).Lineage!;
        Assert.True(lineage.IsComplete && lineage.Withdrawn > worst.CommentCount, $"{lineage}");
        var comments = await threads.CommentsAfterAsync(worst.Id, 0, 1_000, Token);
        Assert.All(comments, comment => Assert.False(comment.IsReadable));
        for (var number = 0; number < agents; number++)
        {
            var memory = await forum.Get<MemoryStore>().ReadAsync($"agent-{number}", Token);
            Assert.DoesNotContain(memory.Entries, entry => entry.ThreadId == worst.Id);
        }
    }
}
