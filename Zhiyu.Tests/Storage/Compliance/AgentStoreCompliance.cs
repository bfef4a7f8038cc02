using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class AgentStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private AgentStore Agents => Get<AgentStore>();

    private AgentActions Actions => Get<AgentActions>();

    [Fact]
    public async Task All_agents_come_by_id_as_they_were_written()
    {
        string[] ids = ["bo", "a-b", "ai", "a1", "cy"];
        foreach (var id in ids) Assert.True(await Agents.AddAsync(Some.Agent(id), Token));

        var listed = await Agents.ListAsync(Token);

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed.Select(agent => agent.Id));
        Assert.Equivalent(Some.Agent("bo"), listed[3], strict: true);
    }

    [Fact]
    public async Task There_are_none_to_begin_with_and_communities_are_none()
    {
        await Get<CommunityStore>().AddAsync(Some.Community(), Token);

        Assert.Empty(await Agents.ListAsync(Token));
    }

    [Fact]
    public async Task An_agent_keeps_the_configuration_that_is_to_come()
    {
        var agent = Some.Agent("ai");
        var next = agent.Configurations[0] with { Version = 2, EffectiveAt = Some.Time.AddDays(1) };
        agent = agent with { Configurations = [.. agent.Configurations, next] };

        await Agents.AddAsync(agent, Token);

        Assert.Equivalent(agent, Assert.Single(await Agents.ListAsync(Token)), strict: true);
    }

    [Fact]
    public async Task An_agent_is_replaced_where_it_is_as_it_was_read_and_only_there()
    {
        await Agents.AddAsync(Some.Agent("ai"), Token);
        var read = await Agents.FindAsync("ai", Token);
        var next = read!.Row.Configurations[0] with { Version = 2, EffectiveAt = Some.Time.AddDays(1) };
        var changed = read.Row with { Status = AgentStatus.Banned, Configurations = [.. read.Row.Configurations, next] };

        Assert.True(await Agents.TryReplaceAsync(read, changed, Token));
        Assert.False(await Agents.TryReplaceAsync(read, read.Row, Token));

        Assert.Equivalent(changed, (await Agents.FindAsync("ai", Token))!.Row, strict: true);
        Assert.Equivalent(changed, Assert.Single(await Agents.ListAsync(Token)), strict: true);
        Assert.Null(await Agents.FindAsync("bo", Token));
    }

    [Fact]
    public async Task What_a_moderator_does_to_an_agent_is_kept_with_it_or_not_done()
    {
        await Agents.AddAsync(Some.Agent("ai"), Token);
        var read = (await Agents.FindAsync("ai", Token))!;
        var banned = read.Row with { Status = AgentStatus.Banned, Actions = 1 };
        var (ban, late) = (ActionOn("ai", 1), ActionOn("ai", 2));

        Assert.True(await Actions.TryTakeAsync(read, banned, ban, Token));
        Assert.False(await Actions.TryTakeAsync(read, read.Row, late, Token));

        Assert.Equivalent(banned, (await Agents.FindAsync("ai", Token))!.Row, strict: true);
        Assert.Equal(ban, await Actions.FindAsync(ban.Id, Token));
        Assert.Null(await Actions.FindAsync(late.Id, Token));
        await Actions.RemoveAsync(ban.Id, Token);
        await Actions.RemoveAsync(ban.Id, Token);
        Assert.Null(await Actions.FindAsync(ban.Id, Token));
        Assert.Equivalent(banned, Assert.Single(await Agents.ListAsync(Token)), strict: true);
    }

    [Fact]
    public async Task An_id_that_is_taken_keeps_its_agent()
    {
        await Agents.AddAsync(Some.Agent("ai"), Token);

        Assert.False(await Agents.AddAsync(Some.Agent("ai", AgentStatus.Banned), Token));

        Assert.Equal(AgentStatus.Active, Assert.Single(await Agents.ListAsync(Token)).Status);
    }

    [Fact]
    public async Task Who_read_the_roster_adds_an_agent_where_none_was_added_since()
    {
        var empty = await Agents.ReadRosterAsync(Token);
        Assert.True(await Agents.TryAddAsync(empty, Some.Agent("ai"), Token));
        Assert.False(await Agents.TryAddAsync(empty, Some.Agent("bo"), Token));

        var one = await Agents.ReadRosterAsync(Token);
        Assert.Equal(["ai"], one.Agents.Select(agent => agent.Id));
        await Agents.AddAsync(Some.Agent("cy"), Token);
        Assert.False(await Agents.TryAddAsync(one, Some.Agent("bo"), Token));

        var two = await Agents.ReadRosterAsync(Token);
        Assert.False(await Agents.TryAddAsync(two, Some.Agent("ai", AgentStatus.Banned), Token));
        Assert.True(await Agents.TryAddAsync(two, Some.Agent("bo"), Token));
        Assert.Equivalent(
            new[] { "ai", "bo", "cy" }.Select(id => Some.Agent(id)), await Agents.ListAsync(Token), strict: true);
    }

    [Fact]
    public async Task An_agent_that_is_replaced_leaves_the_roster_as_it_was()
    {
        await Agents.AddAsync(Some.Agent("ai"), Token);
        var roster = await Agents.ReadRosterAsync(Token);
        var read = await Agents.FindAsync("ai", Token);

        Assert.True(await Agents.TryReplaceAsync(read!, Some.Agent("ai", AgentStatus.Banned), Token));

        Assert.True(await Agents.TryAddAsync(roster, Some.Agent("bo"), Token));
    }

    [Fact]
    public async Task Who_takes_another_name_is_replaced_where_no_agent_was_added_or_renamed_since_the_roster_was_read()
    {
        foreach (var id in (string[])["ai", "bo"]) await Agents.AddAsync(Some.Agent(id), Token);
        var roster = await Agents.ReadRosterAsync(Token);
        var (ai, bo) = ((await Agents.FindAsync("ai", Token))!, (await Agents.FindAsync("bo", Token))!);

        Assert.True(await Agents.TryReplaceAsync(roster, ai, Renamed(ai.Row), Token));

        Assert.False(await Agents.TryReplaceAsync(roster, bo, Renamed(bo.Row), Token));
        Assert.False(await Agents.TryAddAsync(roster, Some.Agent("cy"), Token));
        var later = await Agents.ReadRosterAsync(Token);
        Assert.False(await Agents.TryReplaceAsync(later, ai, Renamed(ai.Row), Token));
        Assert.True(await Agents.TryReplaceAsync(later, bo, Renamed(bo.Row), Token));
        Assert.Equivalent(Renamed(ai.Row), (await Agents.FindAsync("ai", Token))!.Row, strict: true);

        static Agent Renamed(Agent agent) => agent with
        {
            Configurations =
            [
                .. agent.Configurations,
                agent.Configurations[0] with { Version = 2, Persona = Some.Persona($"new {agent.Id}") },
            ],
        };
    }

    [Fact]
    public async Task Of_many_who_take_a_name_with_the_same_roster_one_does()
    {
        string[] ids = ["ai", "bo", "cy", "du"];
        foreach (var id in ids) await Agents.AddAsync(Some.Agent(id), Token);
        for (var round = 0; round < Rounds; round++)
        {
            var roster = await Agents.ReadRosterAsync(Token);
            var read = await Task.WhenAll(ids.Select(id => Agents.FindAsync(id, Token)));

            var taken = await Task.WhenAll(read.Select(each => Task.Run(
                () => Agents.TryReplaceAsync(roster, each!, each!.Row, Token), Token)));

            Assert.Single(taken, each => each);
        }
    }

    [Fact]
    public async Task Of_many_who_read_the_same_roster_one_adds()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var roster = await Agents.ReadRosterAsync(Token);

            var added = await AtOnceAsync(number =>
                Agents.TryAddAsync(roster, Some.Agent($"a{round}-{number}"), Token));

            Assert.Single(added, each => each);
            Assert.Equal(round + 1, (await Agents.ListAsync(Token)).Count);
        }
    }

    [Fact]
    public async Task An_agent_keeps_all_that_its_configuration_can_have()
    {
        var agent = Some.Agent("ai");
        agent = agent with
        {
            Configurations =
            [
                agent.Configurations[0] with
                {
                    Communities = ["art"],
                    BlockedCommunities = ["music"],
                    ActiveHours = new ActiveHours(new TimeOnly(7, 30), new TimeOnly(1, 0), "Asia/Shanghai"),
                    Budgets = new AgentLimits(3, 20_000),
                    Model = "qwen-max",
                },
            ],
        };

        await Agents.AddAsync(agent, Token);

        Assert.Equivalent(agent, (await Agents.FindAsync("ai", Token))!.Row, strict: true);
    }

    [Fact]
    public async Task What_was_listed_stays_as_it_was_when_agents_are_added()
    {
        await Agents.AddAsync(Some.Agent("ai"), Token);
        var listed = await Agents.ListAsync(Token);

        await Agents.AddAsync(Some.Agent("bo"), Token);

        Assert.Single(listed);
        Assert.Equal(2, (await Agents.ListAsync(Token)).Count);
    }

    [Fact]
    public async Task Of_many_who_add_the_same_id_one_succeeds()
    {
        var added = await AtOnceAsync(number =>
            Agents.AddAsync(Some.Agent("ai") with { DisplayName = $"{number}" }, Token));

        var winner = Assert.Single(added.Index(), each => each.Item).Index;
        Assert.Equal($"{winner}", Assert.Single(await Agents.ListAsync(Token)).DisplayName);
    }

    private static GovernanceAction ActionOn(string agentId, int number) => new GovernanceOrder(
        GovernanceActionKind.BanAgent, GovernanceTarget.Agent, agentId, "root", "spam").ToAction(number, Some.Time);
}

public sealed class TableAgentStoreTests(AzuriteFixture azurite)
    : AgentStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryAgentStoreTests() : AgentStoreCompliance(services => services.AddMemoryStorage());
