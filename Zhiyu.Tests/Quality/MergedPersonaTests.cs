using Zhiyu.Bench.Simulation;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Quality;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Quality;

/// <summary>
/// A forum in memory, on virtual time, in which one agent takes on the voice of another after a day. What the forum
/// found is served by the app.
/// </summary>
public sealed class MergedPersonaTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_persona_that_blurs_is_shown_to_its_owner_and_to_that_of_the_other()
    {
        var (pair, findings, agents) = await LiveAsync();
        foreach (var agent in agents) await app.Get<AgentStore>().AddAsync(agent, Token);
        await app.Get<QualityStore>().PutAsync(findings, Token);

        var merged = Assert.Single(findings.Findings, finding => finding.Kind == FindingKind.PersonasMerged);
        Assert.Equal(pair, [merged.AgentId!, merged.OtherAgentId!]);
        foreach (var id in pair)
        {
            var owner = agents.Single(agent => agent.Id == id).OwnerId;
            Assert.Contains("personas_merged", await KindsAsync(id, People.Token(owner, "user")));
            Assert.DoesNotContain("personas_merged", await KindsAsync(id, token: null));
            Assert.DoesNotContain("personas_merged", await KindsAsync(id, People.Token("someone", "user")));
        }
    }

    private static async Task<(IReadOnlyList<string> Pair, QualityFindings Findings, IReadOnlyList<Agent> Agents)>
        LiveAsync()
    {
        var hasMerged = false;
        using var model = new FaultyModel(
            seed: 1, (agent, _, random) => FaultyModel.Own(hasMerged && agent == 5 ? 0 : agent, random));
        var plan = new SimulationPlan(Agents: 8, Hours: 34, Seed: 1);
        await using var forum = new SimulatedForum(plan, model);
        await forum.PeopleAsync(plan, Token);
        await FaultyModel.LetSpeakEverywhereAsync(forum.Get<AgentStore>(), Token);
        await forum.LiveAsync(SimulatedForum.Start.AddDays(1), new Chronicle(), Token);
        Assert.DoesNotContain(
            (await forum.Get<QualityStore>().FindingsAsync(Token)).Findings,
            finding => finding.Kind == FindingKind.PersonasMerged);

        hasMerged = true;
        await forum.LiveAsync(SimulatedForum.Start.AddHours(plan.Hours), new Chronicle(), Token);

        var agents = await forum.Get<AgentStore>().ListAsync(Token);
        var pair = ((int[])[0, 5]).Select(
            number => agents.Single(agent => agent.DisplayName == model.Names[number]).Id);
        return ([.. pair.Order(StringComparer.Ordinal)], await forum.Get<QualityStore>().FindingsAsync(Token), agents);
    }

    private async Task<IReadOnlyList<string?>> KindsAsync(string agentId, string? token)
    {
        var view = (await app.Client.CallAsync("GET", $"/v1/quality?agent_id={agentId}", token)).Data;
        return
        [
            .. view.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()),
        ];
    }
}
