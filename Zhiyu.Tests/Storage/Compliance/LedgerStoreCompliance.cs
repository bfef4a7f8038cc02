using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class LedgerStoreCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private static readonly LedgerId Agent = LedgerId.OfAgent("ai");
    private static readonly LedgerId Community = LedgerId.OfCommunity("ai");

    private LedgerStore Ledgers => Get<LedgerStore>();

    [Fact]
    public async Task Where_there_is_none_an_empty_one_without_a_tag_is_read()
    {
        var read = await Ledgers.ReadAsync(Agent, Token);

        Assert.Null(read.ETag);
        Assert.Equivalent(new Ledger { Id = Agent }, read.Ledger, strict: true);
    }

    [Fact]
    public async Task A_ledger_comes_back_as_it_was_written()
    {
        var ledger = new Ledger
        {
            Id = Agent,
            Days = [new DayTotals(new DateOnly(2026, 3, 1), new Amount(800, 200, 0.0125m), new Amount(1, 2, 0.1m))],
            Hour = Some.Time,
            Actions = 3,
            Reservations = [new Reservation("r", 1, 2, new Amount(5, 6, 0.7m), new DateOnly(2026, 3, 1))],
            Words = [new PublishedSketch("r", "sketch")],
        };

        await WriteAsync(new StoredLedger(ledger, ETag: null));

        Assert.Equivalent(ledger, (await Ledgers.ReadAsync(Agent, Token)).Ledger, strict: true);
    }

    [Fact]
    public async Task The_tags_come_in_the_order_of_the_ledgers_and_are_new_with_each_write()
    {
        var tags = await WriteAsync(New(LedgerId.Forum), New(Agent), New(Community));

        foreach (var (id, tag) in new[] { LedgerId.Forum, Agent, Community }.Zip(tags))
            Assert.Equal(tag, (await Ledgers.ReadAsync(id, Token)).ETag);
        var next = await WriteAsync(Counting(Agent, 1, tags[1]));
        Assert.NotEqual(tags[1], Assert.Single(next));
        await WriteAsync(Counting(Agent, 2, next[0]));
    }

    [Fact]
    public async Task When_one_has_changed_none_is_written()
    {
        var tags = await WriteAsync(New(Agent), New(Community));
        await WriteAsync(Counting(Community, 1, tags[1]));

        Assert.Null(await Ledgers.TryWriteAsync([Counting(Agent, 2, tags[0]), Counting(Community, 2, tags[1])], Token));

        Assert.Equal((0, 1), (await ActionsAsync(Agent), await ActionsAsync(Community)));
    }

    [Fact]
    public async Task When_one_exists_that_was_not_there_none_is_written()
    {
        await WriteAsync(New(Agent));

        Assert.Null(await Ledgers.TryWriteAsync([New(Community), Counting(Agent, 1, tag: null)], Token));

        Assert.Null((await Ledgers.ReadAsync(Community, Token)).ETag);
        Assert.Equal(0, await ActionsAsync(Agent));
    }

    [Fact]
    public async Task When_one_is_not_there_that_was_none_is_written()
    {
        var tags = await WriteAsync(New(Agent));

        Assert.Null(await Ledgers.TryWriteAsync([Counting(Agent, 1, tags[0]), Counting(Community, 1, tags[0])], Token));

        Assert.Equal(0, await ActionsAsync(Agent));
    }

    [Fact]
    public async Task A_hundred_are_written_at_once_and_no_more()
    {
        StoredLedger[] ledgers = [.. Enumerable.Range(0, 101).Select(n => New(LedgerId.OfAgent($"a{n}")))];

        await IsRefusedAsync(() => Ledgers.TryWriteAsync(ledgers, Token));

        Assert.Equal(100, (await WriteAsync(ledgers[..100])).Count);
    }

    [Fact]
    public async Task Of_many_who_write_what_they_read_one_succeeds()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var read = await Task.WhenAll(Ledgers.ReadAsync(Agent, Token), Ledgers.ReadAsync(LedgerId.Forum, Token));
            StoredLedger[] changed = [.. read.Select(each =>
                each with { Ledger = each.Ledger with { Actions = each.Ledger.Actions + 1 } })];

            Assert.Single(
                await AtOnceAsync(_ => Ledgers.TryWriteAsync(changed, Token)), tags => tags is not null);

            Assert.Equal((round, round), (await ActionsAsync(Agent), await ActionsAsync(LedgerId.Forum)));
        }
    }

    private async Task<IReadOnlyList<string>> WriteAsync(params StoredLedger[] ledgers) =>
        (await Ledgers.TryWriteAsync(ledgers, Token))!;

    private async Task<int> ActionsAsync(LedgerId id) => (await Ledgers.ReadAsync(id, Token)).Ledger.Actions;

    private static StoredLedger New(LedgerId id) => new(new Ledger { Id = id }, ETag: null);

    private static StoredLedger Counting(LedgerId id, int actions, string? tag) =>
        new(new Ledger { Id = id, Actions = actions }, tag);
}

public sealed class TableLedgerStoreTests(AzuriteFixture azurite)
    : LedgerStoreCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryLedgerStoreTests() : LedgerStoreCompliance(services => services.AddMemoryStorage());
