using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Memory;

/// <summary>Memory is so quick that a race takes thousands of tries to show.</summary>
[Trait("Set", "Quick")]
public sealed class MemoryRaceTests
{
    private const int Writers = 8;
    private const int Each = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_change_of_a_row_is_lost_or_made_twice()
    {
        var ledgers = new LedgerStore(new MemoryTables());

        await AllAsync(async (_, _) =>
        {
            StoredLedger read;
            do read = await ledgers.ReadAsync(LedgerId.Forum, Token);
            while (await ledgers.TryWriteAsync(
                [read with { Ledger = read.Ledger with { Actions = read.Ledger.Actions + 1 } }], Token) is null);
        });

        Assert.Equal(Writers * Each, (await ledgers.ReadAsync(LedgerId.Forum, Token)).Ledger.Actions);
    }

    [Fact]
    public async Task No_row_is_lost_among_many_that_are_added_and_read()
    {
        var feed = new FeedIndex(new MemoryTables());

        await AllAsync(async (writer, number) =>
        {
            var entry = new FeedEntry($"p{writer}.{number}", $"c{number}", Some.Time.AddSeconds(number));
            await feed.AddAsync(entry, Token);
            Assert.Contains(entry, await feed.NewestAsync(entry.CommunityId, after: null, take: 10, Token));
        });

        var (count, last) = (0, default(string));
        while (await feed.NewestAsync(null, last, take: 1_000, Token) is { Count: > 0 } page)
            (count, last) = (count + page.Count, page[^1].Cursor);
        Assert.Equal(Writers * Each, count);
    }

    [Fact]
    public async Task Each_message_is_taken_by_one()
    {
        var queue = new MemoryWorkQueue<EventMessage>(TimeProvider.System);
        var taken = new int[Writers * Each];

        await AllAsync(async (writer, number) =>
        {
            await queue.SendAsync(new EventMessage("e", (writer * Each) + number), TimeSpan.Zero, Token);
            await TakeOneAsync();
        });
        // Who looked at the clock before the last one was sent may have left it.
        while ((await queue.MeasureAsync(Token)).Messages > 0) await TakeOneAsync();

        Assert.All(taken, times => Assert.Equal(1, times));

        async Task TakeOneAsync()
        {
            foreach (var received in await queue.ReceiveAsync(1, TimeSpan.FromDays(1), Token))
            {
                Interlocked.Increment(ref taken[received.Message!.Looks]);
                await queue.DeleteAsync(received.Receipt, Token);
            }
        }
    }

    private static Task AllAsync(Func<int, int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++) await act(writer, number);
        }, Token)));
}
