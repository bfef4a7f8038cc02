using Zhiyu.Core.Follows;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Follows;

/// <summary>A person's row.</summary>
public sealed class FollowStoreTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private static readonly FollowKey Ai = new(FollowKind.Agent, "ai");

    [Fact]
    public async Task A_read_costs_one_transaction_a_change_two_and_one_that_changes_nothing_one()
    {
        var store = Process.Get<FollowStore>();

        Assert.Equal(1, await CostAsync(() => store.ReadAsync("ming", Token)));
        Assert.Equal(2, await CostAsync(() => store.ChangeAsync("ming", new([Ai], [], [], null), Token)));
        Assert.Equal(1, await CostAsync(() => store.ChangeAsync("ming", new([Ai], [], [], null), Token)));
        Assert.Equal(2, await CostAsync(() => store.ChangeAsync("ming", new([], [Ai], [], null), Token)));
        Assert.Equal(1, await CostAsync(() => store.ChangeAsync("ming", new([], [Ai], [], null), Token)));
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_all_kept_and_each_person_has_a_list()
    {
        var agents = Enumerable.Range(0, 8).Select(number => new FollowKey(FollowKind.Agent, $"a-{number}")).ToList();

        await Task.WhenAll(agents.Select(agent => Process.Get<FollowStore>()
            .ChangeAsync("ming", new FollowChange([agent], [], [], null), Token)));

        var store = World.Observer.Get<FollowStore>();
        Assert.Equal(agents.ToHashSet(), (await store.ReadAsync("ming", Token)).Follows.Select(each => each.Key).ToHashSet());
        Assert.True((await store.ReadAsync("MING/../?", Token)).IsEmpty);
    }

    [Fact]
    public async Task The_longest_list_fits_into_a_row()
    {
        var many = Enumerable.Range(0, FollowList.MaxFollows)
            .Select(number => new FollowKey(FollowKind.Community, $"{number:d64}")).ToList();

        await Process.Get<FollowStore>().ChangeAsync("ming", new FollowChange(many, [], [], Some.Time), Token);

        Assert.Equal(many, (await Process.Get<FollowStore>().ReadAsync("ming", Token)).Follows.Select(each => each.Key));
    }

    private async Task<int> CostAsync(Func<Task> act)
    {
        var before = Process.Policy.Operations;
        await act();
        return Process.Policy.Operations - before;
    }
}
