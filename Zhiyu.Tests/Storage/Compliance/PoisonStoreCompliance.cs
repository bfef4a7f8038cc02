using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class PoisonStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private static readonly string Older = Ids.NewThread(Some.Time, Some.Random());
    private static readonly string Newer = Ids.NewThread(Some.Time.AddDays(1), Some.Random());

    private PoisonStore Poisons => Get<PoisonStore>();

    private PoisonActions Actions => Get<PoisonActions>();

    [Fact]
    public async Task What_is_not_on_record_is_null()
    {
        Assert.Null(await Poisons.FindAsync(EventOf(Older).Id, Token));
    }

    [Fact]
    public async Task What_failed_is_found_as_it_was_recorded()
    {
        var message = Poison.OfMessage("forum-events", "{“智”}", "unreadable", Some.Time);
        await RecordAsync(message, EventOf(Older));

        Assert.Equal(message, (await Poisons.FindAsync(message.Id, Token))!.Row);
        Assert.Equal(EventOf(Older), (await Poisons.FindAsync(EventOf(Older).Id, Token))!.Row);
    }

    [Fact]
    public async Task What_fails_again_replaces_what_failed_before()
    {
        var again = EventOf(Older) with { Reason = "again", At = Some.Time.AddHours(1) };
        await RecordAsync(EventOf(Older), again);

        Assert.Equal(again, Assert.Single(await Poisons.PageAsync(after: null, take: 10, Token)).Row);
    }

    [Fact]
    public async Task Runs_and_events_of_older_threads_come_first_and_then_messages_page_by_page()
    {
        Poison[] ordered = [EventOf(Older), RunOf(Older), EventOf(Newer), RunOf(Newer), Message("a")];
        await RecordAsync([.. ordered.Reverse()]);

        var first = await Poisons.PageAsync(after: null, take: 2, Token);
        var rest = await Poisons.PageAsync(first[^1].Row.Id, take: 1_000, Token);

        Assert.Equal(ordered[..2], first.Select(found => found.Row));
        Assert.Equal(ordered[2..], rest.Select(found => found.Row));
        Assert.Empty(await Poisons.PageAsync(ordered[^1].Id, take: 10, Token));
    }

    [Fact]
    public async Task What_is_forgotten_is_off_the_record_and_can_be_forgotten_again()
    {
        await RecordAsync(EventOf(Older), EventOf(Newer));
        var read = (await Poisons.FindAsync(EventOf(Older).Id, Token))!;

        await Poisons.ForgetAsync(read, Token);
        await Poisons.ForgetAsync(read, Token);

        Assert.Equal(EventOf(Newer), Assert.Single(await Poisons.PageAsync(after: null, take: 10, Token)).Row);
    }

    [Fact]
    public async Task A_message_that_failed_again_since_it_was_read_stays_on_record()
    {
        await RecordAsync(EventOf(Older));
        var read = Assert.Single(await Poisons.PageAsync(after: null, take: 10, Token));
        await RecordAsync(EventOf(Older));

        await Poisons.ForgetAsync(read, Token);

        Assert.NotNull(await Poisons.FindAsync(read.Row.Id, Token));
    }

    [Fact]
    public async Task A_record_made_after_it_was_forgotten_has_a_tag_of_its_own()
    {
        await RecordAsync(EventOf(Older));
        var read = (await Poisons.FindAsync(EventOf(Older).Id, Token))!;
        await Poisons.ForgetAsync(read, Token);
        await RecordAsync(EventOf(Older));

        await Poisons.ForgetAsync(read, Token);

        Assert.NotNull(await Poisons.FindAsync(read.Row.Id, Token));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(1_000, 3)]
    public async Task Records_are_counted_up_to_a_limit(int max, int count)
    {
        Assert.Equal(0, await Poisons.CountAsync(max, Token));
        await RecordAsync(EventOf(Older), RunOf(Older), Message("a"));

        Assert.Equal(count, await Poisons.CountAsync(max, Token));
    }

    [Fact]
    public async Task What_many_record_at_once_is_all_there()
    {
        await AtOnceAsync(async number =>
        {
            await RecordAsync(Message($"{number / 2}"));
            return number;
        });

        Assert.Equal(8, await Poisons.CountAsync(max: 100, Token));
    }

    [Fact]
    public async Task A_record_is_removed_with_the_action_that_did_it_and_the_action_is_no_record()
    {
        await RecordAsync(EventOf(Older), Message("a"));
        var read = (await Poisons.FindAsync(Message("a").Id, Token))!;
        var action = ActionOn(read.Row);
        Assert.Null(await Actions.FindAsync(action.Id, Token));

        Assert.True(await Actions.TryRemoveAsync(read, action, Token));

        Assert.Equal(EventOf(Older), Assert.Single(await Poisons.PageAsync(after: null, take: 10, Token)).Row);
        Assert.Equal(1, await Poisons.CountAsync(max: 10, Token));
        Assert.Equal(action, await Actions.FindAsync(action.Id, Token));
        await Actions.RemoveAsync(action.Id, Token);
        await Actions.RemoveAsync(action.Id, Token);
        Assert.Null(await Actions.FindAsync(action.Id, Token));
    }

    [Fact]
    public async Task A_message_that_failed_again_or_is_gone_is_not_removed_and_no_action_is_kept()
    {
        await RecordAsync(EventOf(Older));
        var read = (await Poisons.FindAsync(EventOf(Older).Id, Token))!;
        await RecordAsync(EventOf(Older));
        var action = ActionOn(read.Row);

        Assert.False(await Actions.TryRemoveAsync(read, action, Token));
        Assert.Equal(1, await Poisons.CountAsync(max: 10, Token));
        await Poisons.ForgetAsync((await Poisons.FindAsync(read.Row.Id, Token))!, Token);
        Assert.False(await Actions.TryRemoveAsync(read, action, Token));

        Assert.Null(await Actions.FindAsync(action.Id, Token));
    }

    [Fact]
    public async Task Of_many_who_remove_a_record_one_does()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await RecordAsync(EventOf(Older));
            var read = (await Poisons.FindAsync(EventOf(Older).Id, Token))!;

            var removed = await AtOnceAsync(number =>
                Actions.TryRemoveAsync(read, ActionOn(read.Row, $"{round}.{number}"), Token));

            Assert.Single(removed, isMine => isMine);
        }
    }

    private static GovernanceAction ActionOn(Poison poison, string number = "1") => new()
    {
        Id = $"{poison.Id}.{number}",
        Kind = GovernanceActionKind.RemovePoison,
        TargetType = GovernanceTarget.Poison,
        TargetId = poison.Id,
        ActorId = "root",
        At = Some.Time,
    };

    private async Task RecordAsync(params Poison[] poisons)
    {
        foreach (var poison in poisons) await Poisons.RecordAsync(poison, Token);
    }

    private static Poison EventOf(string thread) =>
        Poison.OfEvent(Ids.Event(thread, "post"), "undecidable", Some.Time);

    private static Poison RunOf(string thread) =>
        Poison.OfRun(Some.Run(thread, "ai").Id, Ids.Event(thread, "post"), "no answer", Some.Time);

    private static Poison Message(string text) => Poison.OfMessage("forum-events", text, "unreadable", Some.Time);
}

public sealed class TablePoisonStoreTests(AzuriteFixture azurite)
    : PoisonStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryPoisonStoreTests() : PoisonStoreCompliance(services => services.AddMemoryStorage());
