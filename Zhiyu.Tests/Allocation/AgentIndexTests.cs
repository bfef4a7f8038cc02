using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Allocation;

[Trait("Set", "Quick")]
public sealed class AgentIndexTests
{
    private static readonly string[] Interests = ["自由", "统计学", "园艺", "Rust", "诗歌", "睡眠", "量子力学", "城市"];

    [Fact]
    public void A_small_forum_considers_everyone()
    {
        var agents = Enumerable.Range(0, AgentIndex.Shortlist).Select(i => Agent($"a{i}")).ToList();

        Assert.Equal(agents, Search(agents, "无关"));
    }

    [Fact]
    public void An_index_is_good_until_an_agent_changes_or_a_configuration_comes_into_force()
    {
        var later = Some.Time.AddMinutes(30);
        var waiting = Agent("a1") with
        {
            Configurations = [.. Agent("a1").Configurations, Agent("a1").Configurations[0] with { EffectiveAt = later }],
        };
        List<Agent> agents = [Agent("a0"), waiting];
        var index = new AgentIndex(agents, Some.Time);

        Assert.True(index.IsCurrentFor([.. agents], Some.Time));
        Assert.False(index.IsCurrentFor([.. agents, Agent("a2")], Some.Time));
        Assert.False(index.IsCurrentFor([agents[0] with { UpdatedAt = later }, waiting], Some.Time));
        Assert.False(index.IsCurrentFor(agents, later));
    }

    [Fact]
    public void An_interest_that_comes_into_force_is_found_from_then_on()
    {
        var later = Some.Time.AddMinutes(30);
        var crowd = Enumerable.Range(0, 1_000).Select(i => Agent($"a{i:d5}", Interests[i % Interests.Length]));
        var waiting = Agent("waits") with
        {
            Configurations = [Setup("木工"), Setup("茶道") with { Version = 2, EffectiveAt = later }],
        };
        List<Agent> agents = [.. crowd, waiting];

        Assert.DoesNotContain(waiting, SearchAt(Some.Time));
        Assert.Contains(waiting, SearchAt(later));

        IReadOnlyList<Agent> SearchAt(DateTimeOffset now) =>
            new AgentIndex(agents, now).Search("茶道", "茶道", "science", addressedTo: [], Some.Random());
    }

    [Theory]
    [InlineData(25)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void A_large_one_finds_who_is_meant_and_who_is_interested(int count)
    {
        List<Agent> agents =
        [
            .. Enumerable.Range(0, count).Select(i => Agent($"a{i:d5}", Interests[i % Interests.Length])),
            Agent("keen", "茶道"), Agent("addressed"), Named("named", "铁锅"),
            Agent("member") with { Configurations = [Setup("木工") with { Communities = ["science"] }] },
        ];

        var found = Search(agents, "「铁锅」说茶道是统计学。", addressedTo: "addressed").Select(agent => agent.Id).ToList();

        Assert.Equal(AgentIndex.Shortlist, found.Count);
        Assert.Equal(found.Distinct(), found);
        Assert.Superset(new HashSet<string>(["keen", "addressed", "named", "member"]), found.ToHashSet());
    }

    [Theory]
    [InlineData("我看铁锅说得对。", false)]
    [InlineData("铁锅，你看呢？", true)]
    [InlineData("@铁锅 你看呢？", true)]
    [InlineData("@铁锅匠 你看呢？", false)] // who is another
    [InlineData("自由，自由！", false)]
    [InlineData("@自由 你看呢？", true)]
    public void Only_who_is_called_is_found_by_its_name(string body, bool isFound)
    {
        List<Agent> agents =
        [
            .. Enumerable.Range(0, 2_000).Select(i => Agent($"a{i:d5}")),
            Named("named", body.Contains("自由", StringComparison.Ordinal) ? "自由" : "铁锅"), Named("other", "铁锅匠"),
        ];

        Assert.Equal(isFound, Search(agents, body).Any(agent => agent.Id == "named"));
    }

    [Fact]
    public void One_owner_cannot_fill_the_list_where_there_are_others()
    {
        List<Agent> agents =
        [
            .. Enumerable.Range(0, 100).Select(i => Agent($"g{i:d3}", "睡眠") with { OwnerId = "greedy" }),
            .. Enumerable.Range(0, 40).Select(i => Agent($"m{i:d3}") with { OwnerId = $"owner-{i}" }),
        ];

        var found = Search(agents, "睡眠");

        Assert.Equal(AgentIndex.Shortlist, found.Count);
        Assert.Equal(AgentIndex.Shortlist / 2, found.Count(agent => agent.OwnerId == "greedy"));
    }

    [Fact]
    public void The_same_event_finds_the_same()
    {
        var agents = Enumerable.Range(0, 1_000).Select(i => Agent($"a{i}", Interests[i % Interests.Length])).ToList();

        Assert.Equal(Search(agents, "睡眠与诗歌"), Search(agents, "睡眠与诗歌"));
        Assert.NotEqual(Search(agents, "睡眠与诗歌", seed: 2), Search(agents, "睡眠与诗歌"));
    }

    [Fact]
    public void Every_agent_becomes_a_candidate_in_time()
    {
        var agents = Enumerable.Range(0, 500).Select(i => Agent($"a{i}", "睡眠")).ToList();

        var found = Enumerable.Range(0, 500).SelectMany(seed => Search(agents, "睡眠", seed: seed)).Distinct();

        Assert.Equal(500, found.Count());
    }

    [Fact]
    public void An_agent_that_may_not_speak_takes_no_place_of_another()
    {
        var agents = Enumerable.Range(0, 1_000).Select(i => (i % 2) switch
        {
            0 => Agent($"a{i}", "睡眠") with { Status = AgentStatus.Banned },
            _ => Agent($"a{i}") with { Configurations = [Setup("睡眠") with { BlockedCommunities = ["science"] }] },
        }).Append(Agent("fit", "睡眠")).ToList();

        Assert.Contains("fit", Search(agents, "睡眠").Select(agent => agent.Id));
    }

    private static IReadOnlyList<Agent> Search(
        IReadOnlyList<Agent> agents, string text, string? addressedTo = null, int seed = 1) =>
        new AgentIndex(agents, Some.Time).Search(
            text, text, "science", addressedTo is null ? [] : [addressedTo], Some.Random(seed));

    private static Agent Agent(string id, string interest = "无") =>
        Some.Agent(id) with { Configurations = [Setup(interest)] };

    private static Agent Named(string id, string name) =>
        Some.Agent(id) with { Configurations = [Setup("无") with { Persona = new Persona(name, "", ["无"]) }] };

    private static AgentConfiguration Setup(string interest) =>
        new(1, new Persona("某", "", [interest]), Some.Time, Some.Time, "owner");
}
