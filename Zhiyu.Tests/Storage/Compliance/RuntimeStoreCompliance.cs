using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class RuntimeStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private RuntimeStore Runtime => Get<RuntimeStore>();

    [Fact]
    public async Task The_switch_has_no_position_until_somebody_touches_it()
    {
        Assert.Null(await Runtime.FindSwitchAsync(Token));

        var (off, on) = (new SwitchPosition(false, Some.Time), new SwitchPosition(true, Some.Time.AddHours(1), 2));
        Assert.True(await Runtime.TrySetSwitchAsync(off, ActionOf(off, "eve"), Token));
        Assert.Equal(off, await Runtime.FindSwitchAsync(Token));

        Assert.True(await Runtime.TrySetSwitchAsync(on, ActionOf(on, "eve"), Token));
        Assert.Equal(on, await Runtime.FindSwitchAsync(Token));
    }

    [Fact]
    public async Task Of_two_who_set_the_switch_with_the_same_number_one_does_and_its_action_is_kept()
    {
        var off = new SwitchPosition(false, Some.Time);
        var action = ActionOf(off, "eve");
        Assert.Null(await Runtime.FindSwitchActionAsync(action.Id, Token));

        Assert.True(await Runtime.TrySetSwitchAsync(off, action, Token));
        Assert.False(await Runtime.TrySetSwitchAsync(off with { Enabled = true }, ActionOf(off, "kim"), Token));

        Assert.Equal(off, await Runtime.FindSwitchAsync(Token));
        Assert.Equal(action, await Runtime.FindSwitchActionAsync(action.Id, Token));
        await Runtime.RemoveSwitchActionAsync(action.Id, Token);
        await Runtime.RemoveSwitchActionAsync(action.Id, Token);
        Assert.Null(await Runtime.FindSwitchActionAsync(action.Id, Token));
    }

    [Fact]
    public async Task The_last_beat_is_the_one_that_is_found()
    {
        Assert.Null(await Runtime.FindHeartbeatAsync(Token));

        var last = new Heartbeat(Some.Time.AddMinutes(1), 1, 2_000, 3, 4_000, Enum.GetValues<Degradation>()[^1]);
        await Runtime.BeatAsync(new Heartbeat(Some.Time, 0, 0, 0, 0), Token);
        await Runtime.BeatAsync(last, Token);

        Assert.Equal(last, await Runtime.FindHeartbeatAsync(Token));
    }

    [Fact]
    public async Task The_seed_is_marked_once_for_all()
    {
        Assert.False(await Runtime.IsSeededAsync(Token));

        await Runtime.MarkSeededAsync(Token);
        await Runtime.MarkSeededAsync(Token);

        Assert.True(await Runtime.IsSeededAsync(Token));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(61, true)]
    public async Task A_turn_is_taken_until_the_next_round_is_due(int secondsLater, bool free)
    {
        Assert.True(await TryTakeTurnAsync(Some.Time));

        Assert.Equal(free, await TryTakeTurnAsync(Some.Time.AddSeconds(secondsLater)));
    }

    [Fact]
    public async Task A_refused_turn_leaves_the_one_that_is_taken_as_it_is()
    {
        await TryTakeTurnAsync(Some.Time);
        await TryTakeTurnAsync(Some.Time.AddSeconds(30));

        Assert.True(await TryTakeTurnAsync(Some.Time.AddSeconds(60)));
    }

    [Fact]
    public async Task Of_many_at_once_one_takes_the_turn_each_time()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var now = Some.Time.AddMinutes(round);
            Assert.Single(await AtOnceAsync(_ => TryTakeTurnAsync(now)), taken => taken);
        }
    }

    [Fact]
    public async Task The_schedule_comes_back_as_it_was_written_and_changes_only_under_its_tag()
    {
        Assert.Null(await Runtime.FindScheduleAsync(Token));
        var first = PostSchedule.Empty.Take(new PostSlot("thread", Some.Time)) with
        {
            Recent = [new AskedForPost("ai", "philosophy", Some.Time)],
        };

        var tag = await Runtime.TryPutScheduleAsync(first, tag: null, Token);

        Assert.Null(await Runtime.TryPutScheduleAsync(PostSchedule.Empty, tag: null, Token));
        var found = (await Runtime.FindScheduleAsync(Token))!;
        Assert.Equivalent(first, found.Row, strict: true);
        Assert.Equal(tag, found.ETag);
        Assert.NotNull(await Runtime.TryPutScheduleAsync(first.Succeed(), tag, Token));
        Assert.Null(await Runtime.TryPutScheduleAsync(first.Fail(), tag, Token));
    }

    [Fact]
    public async Task Of_many_at_once_one_writes_the_schedule_each_time()
    {
        string? tag = null;
        for (var round = 0; round < Rounds; round++)
        {
            var tags = await AtOnceAsync(number =>
                Runtime.TryPutScheduleAsync(new PostSchedule(Some.Time, number), tag, Token));
            tag = Assert.Single(tags, written => written is not null);
        }
    }

    private Task<bool> TryTakeTurnAsync(DateTimeOffset now) =>
        Runtime.TryTakeTurnAsync(new LoopTurn(now.AddMinutes(1)), now, Token);

    private static GovernanceAction ActionOf(SwitchPosition position, string actor) => new GovernanceOrder(
        GovernanceActionKind.SetRuntime, GovernanceTarget.Runtime, SwitchActions.TargetId, actor, Reason: null)
        .ToAction(position.Actions, position.At);
}

public sealed class TableRuntimeStoreTests(AzuriteFixture azurite)
    : RuntimeStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryRuntimeStoreTests() : RuntimeStoreCompliance(services => services.AddMemoryStorage());
