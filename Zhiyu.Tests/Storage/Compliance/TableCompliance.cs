using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

/// <summary>The port of tables, on which all stores rest.</summary>
public abstract class TableCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private ITable Table => Get<ITables>().Open(FeedIndex.Table);

    [Fact]
    public async Task A_table_is_the_same_for_all_who_open_it_and_another_one_is_not()
    {
        await Table.PutAsync(At("a"), Row("a"), Token);

        Assert.NotNull(await Get<ITables>().Open(FeedIndex.Table).FindAsync<FeedEntry>(At("a"), Token));
        Assert.Null(await Get<ITables>().Open(AuditIndex.Table).FindAsync<FeedEntry>(At("a"), Token));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written_last()
    {
        Assert.Null(await Table.FindAsync<FeedEntry>(At("a"), Token));

        await Table.PutAsync(At("a"), Row("一"), Token);
        var first = await Table.FindAsync<FeedEntry>(At("a"), Token);
        await Table.PutAsync(At("a"), Row("二"), Token);
        var second = await Table.FindAsync<FeedEntry>(At("a"), Token);

        Assert.Equal((Row("一"), Row("二")), (first!.Row, second!.Row));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Null(await Table.FindAsync<FeedEntry>(new TableKey("other", "a"), Token));
        Assert.Null(await Table.FindAsync<FeedEntry>(At("A"), Token));
    }

    [Fact]
    public async Task A_row_is_added_once()
    {
        Assert.True(await Table.AddAsync(At("a"), Row("one"), Token));
        Assert.False(await Table.AddAsync(At("a"), Row("two"), Token));

        Assert.Equal(Row("one"), await Table.FindRowAsync<FeedEntry>(At("a"), Token));
    }

    [Fact]
    public async Task A_transaction_makes_every_kind_of_change_and_says_the_tags_of_what_it_wrote()
    {
        foreach (var key in (string[])["replaced", "put", "removed", "gone"])
            await Table.PutAsync(At(key), Row("old"), Token);

        var committed = Assert.IsType<CommitResult.Committed>(await Table.CommitAsync(
            [
                new TableChange.Remove(At("removed"), await TagAsync("removed")),
                new TableChange.Add(At("added"), Row("new")),
                new TableChange.Replace(At("replaced"), Row("new"), await TagAsync("replaced")),
                new TableChange.Remove(At("gone"), ETag: null),
                new TableChange.Put(At("put"), Row("new")),
                new TableChange.Put(At("put too"), Row("new")),
            ],
            Token));

        var rows = await Table.RangeAsync<FeedEntry>(Whole, take: null, Token);
        Assert.All(rows, stored => Assert.Equal(Row("new"), stored.Row));
        Assert.Equal(
            [await TagAsync("added"), await TagAsync("replaced"), await TagAsync("put"), await TagAsync("put too")],
            committed.ETags);
        Assert.Equal(4, rows.Count);
    }

    [Theory]
    [InlineData("an added row that exists")]
    [InlineData("a replaced row that has changed")]
    [InlineData("a replaced row that is gone")]
    [InlineData("a removed row that has changed")]
    [InlineData("a removed row that is gone")]
    [InlineData("a row of any version that is gone")]
    public async Task A_conflict_changes_nothing(string conflict)
    {
        await Table.PutAsync(At("there"), Row("old"), Token);
        var old = await TagAsync("there");
        await Table.PutAsync(At("there"), Row("there"), Token);
        TableChange change = conflict switch
        {
            "an added row that exists" => new TableChange.Add(At("there"), Row("new")),
            "a replaced row that has changed" => new TableChange.Replace(At("there"), Row("new"), old),
            "a replaced row that is gone" => new TableChange.Replace(At("gone"), Row("new"), old),
            "a removed row that has changed" => new TableChange.Remove(At("there"), old),
            "a removed row that is gone" => new TableChange.Remove(At("gone"), old),
            _ => new TableChange.Remove(At("gone"), ETag: null),
        };

        Assert.IsType<CommitResult.Conflict>(
            await Table.CommitAsync([new TableChange.Put(At("put"), Row("new")), change], Token));

        Assert.Equal([Row("there")], await Table.RowsAsync<FeedEntry>(Whole, take: null, Token));
    }

    [Fact]
    public async Task A_transaction_has_one_to_a_hundred_changes_of_different_rows_of_one_partition()
    {
        await IsRefusedAsync(() => Table.CommitAsync([], Token));
        await IsRefusedAsync(() => Table.CommitAsync([.. Enumerable.Range(0, 101).Select(Put)], Token));
        await IsRefusedAsync(() => Table.CommitAsync([Put(1), new TableChange.Add(At("0001"), Row("x"))], Token));
        await IsRefusedAsync(() => Table.CommitAsync(
            [Put(1), new TableChange.Put(new TableKey("other", "a"), Row("x"))], Token));
        Assert.Empty(await Table.RowsAsync<FeedEntry>(Whole, take: null, Token));

        Assert.IsType<CommitResult.Committed>(
            await Table.CommitAsync([.. Enumerable.Range(0, 100).Select(Put)], Token));
    }

    [Fact]
    public async Task A_range_has_the_rows_strictly_between_two_keys_in_order()
    {
        foreach (var key in (string[])["b", "B", "a", "bb", "c", "~"]) await Table.PutAsync(At(key), Row(key), Token);
        await Table.PutAsync(new TableKey("other", "b"), Row("other"), Token);

        Assert.Equal(["B", "a", "b", "bb", "c"], await KeysAsync(new KeyRange("p", "", "~")));
        Assert.Equal(["b", "bb"], await KeysAsync(new KeyRange("p", "a", "c")));
        Assert.Equal(["b"], await KeysAsync(new KeyRange("p", "a", "c"), take: 1));
        Assert.Equal(["bb"], await KeysAsync(KeyRange.OfPrefix("p", "b")));
        Assert.Empty(await KeysAsync(new KeyRange("p", "c", "a")));
        Assert.Empty(await KeysAsync(new KeyRange("none", "", "~")));
        Assert.Equal(2, await Table.CountAsync(new KeyRange("p", "a", "c"), max: 1_000, Token));
        Assert.Equal(1, await Table.CountAsync(new KeyRange("p", "a", "c"), max: 1, Token));
    }

    [Fact]
    public async Task Up_to_a_thousand_rows_are_taken_and_all_where_none_are_counted()
    {
        for (var hundred = 0; hundred < 11; hundred++)
            await Table.CommitAsync([.. Enumerable.Range(hundred * 100, 100).Select(Put)], Token);

        Assert.Equal(1_000, (await Table.RowsAsync<FeedEntry>(Whole, take: 1_000, Token)).Count);
        Assert.Equal(1_100, (await Table.RowsAsync<FeedEntry>(Whole, take: null, Token)).Count);
        await IsRefusedAsync(() => Table.RowsAsync<FeedEntry>(Whole, take: 1_001, Token));
        await IsRefusedAsync(() => Table.CountAsync(Whole, max: 1_001, Token));
        Assert.Equal(1_000, await Table.CountAsync(Whole, max: 1_000, Token));
        Assert.Equal(1_050, (await Table.KeysBeforeAsync("q", take: 1_050, Token)).Count);
    }

    [Fact]
    public async Task A_row_that_has_changed_is_kept_and_one_that_is_gone_is_gone()
    {
        await Table.PutAsync(At("a"), Row("old"), Token);
        var old = await TagAsync("a");
        await Table.PutAsync(At("a"), Row("new"), Token);

        Assert.False(await Table.RemoveAsync(At("a"), old, Token));
        Assert.NotNull(await Table.FindAsync<FeedEntry>(At("a"), Token));
        Assert.True(await Table.RemoveAsync(At("a"), await TagAsync("a"), Token));
        Assert.Null(await Table.FindAsync<FeedEntry>(At("a"), Token));
        Assert.True(await Table.RemoveAsync(At("a"), old, Token));
        Assert.True(await Table.RemoveAsync(At("a"), tag: null, Token));
    }

    [Fact]
    public async Task Many_rows_are_removed_also_where_some_are_gone()
    {
        for (var hundred = 0; hundred < 2; hundred++)
            await Table.CommitAsync([.. Enumerable.Range(hundred * 100, 100).Select(Put)], Token);
        await Table.PutAsync(new TableKey("other", "a"), Row("a"), Token);
        await Table.RemoveAsync(At("0150"), tag: null, Token);

        await Table.RemoveAllAsync(
            [new TableKey("other", "a"), .. Enumerable.Range(0, 199).Select(number => Put(number).Key)], Token);

        Assert.Equal(["0199"], await KeysAsync(Whole));
        Assert.Null(await Table.FindAsync<FeedEntry>(new TableKey("other", "a"), Token));
    }

    [Fact]
    public async Task The_keys_of_partitions_before_one_are_found()
    {
        foreach (var key in (TableKey[])[new("1", "b"), new("1", "a"), new("2", "a"), new("3", "a")])
            await Table.PutAsync(key, Row("a"), Token);

        Assert.Equal(
            [new TableKey("1", "a"), new("1", "b"), new("2", "a")],
            await Table.KeysBeforeAsync("3", take: 10, Token));
        Assert.Equal([new TableKey("1", "a"), new("1", "b")], await Table.KeysBeforeAsync("3", take: 2, Token));
        Assert.Empty(await Table.KeysBeforeAsync("1", take: 10, Token));
    }

    [Fact]
    public async Task Marks_are_found_by_their_time_and_have_tags_like_all_rows()
    {
        await Table.PutAsync(At("old"), new Mark(Some.Time), Token);
        await Table.PutAsync(new TableKey("other", "old"), new Mark(Some.Time), Token);
        await Table.PutAsync(At("new"), new Mark(Some.Time.AddSeconds(1)), Token);
        await Table.PutAsync(At("never"), new Mark(), Token);

        var old = await Table.MarksUsedBeforeAsync(Some.Time.AddSeconds(1), take: 10, Token);

        Assert.Equal([new TableKey("other", "old"), At("old")], old.Select(mark => mark.Key));
        Assert.Single(await Table.MarksUsedBeforeAsync(Some.Time.AddSeconds(1), take: 1, Token));
        Assert.Equal(new Mark(Some.Time), await Table.FindRowAsync<Mark>(At("old"), Token));
        Assert.Equal(new Mark(), await Table.FindRowAsync<Mark>(At("never"), Token));
        await Table.PutAsync(At("old"), new Mark(Some.Time), Token);
        Assert.False(await Table.RemoveAsync(At("old"), old[1].ETag, Token));
        Assert.True(await Table.RemoveAsync(old[0].Key, old[0].ETag, Token));
        Assert.Null(await Table.FindAsync<Mark>(old[0].Key, Token));
    }

    [Fact]
    public async Task No_reader_or_writer_shares_a_row_with_the_table()
    {
        List<string> votes = ["one"];
        var review = new Review { Id = "0000000000000001", Reporters = votes };
        await Table.PutAsync(At("a"), review, Token);

        votes.Add("two");
        var read = await Table.FindRowAsync<Review>(At("a"), Token);
        if (read!.Reporters is IList<string> { IsReadOnly: false } list) list[0] = "three";

        Assert.Equal(["one"], (await Table.FindRowAsync<Review>(At("a"), Token))!.Reporters);
    }

    [Fact]
    public async Task Who_has_given_up_reads_and_changes_nothing()
    {
        var gone = new CancellationToken(canceled: true);

        Func<Task>[] calls =
        [
            () => Table.FindAsync<FeedEntry>(At("a"), gone), () => Table.RowsAsync<FeedEntry>(Whole, take: 1, gone),
            () => Table.CountAsync(Whole, max: 1, gone), () => Table.AddAsync(At("a"), Row("a"), gone),
            () => Table.PutAsync(At("a"), Row("a"), gone), () => Table.CommitAsync([Put(1)], gone),
            () => Table.RemoveAsync(At("a"), tag: null, gone), () => Table.KeysBeforeAsync("z", take: 1, gone),
            () => Table.MarksUsedBeforeAsync(Some.Time, take: 1, gone),
        ];
        foreach (var call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(call);

        Assert.Empty(await Table.RowsAsync<FeedEntry>(Whole, take: null, Token));
    }

    private static KeyRange Whole => new("p", After: "", Before: "~~");

    private static TableKey At(string row) => new("p", row);

    private static FeedEntry Row(string postId) => new(postId, "art", Some.Time);

    private static TableChange Put(int number) => new TableChange.Put(At($"{number:d4}"), Row($"{number:d4}"));

    private async Task<string> TagAsync(string key) => (await Table.FindAsync<FeedEntry>(At(key), Token))!.ETag;

    private async Task<IEnumerable<string>> KeysAsync(KeyRange range, int? take = null) =>
        (await Table.RowsAsync<FeedEntry>(range, take, Token)).Select(row => row.PostId);
}

public sealed class AzureTableTests(AzuriteFixture azurite)
    : TableCompliance(services => services.AddStorage(azurite.NewAccount()))
{
    private static readonly TableKey Key = new("p", "a");

    [Fact]
    public async Task A_missing_table_is_a_fault_and_no_conflict()
    {
        var missing = Get<ITables>().Open("missing");

        await IsRefusedAsync(() => missing.CommitAsync([new TableChange.Replace(Key, new Mark(), "W/\"1\"")], Token));
        await IsRefusedAsync(() => missing.CommitAsync([new TableChange.Add(Key, new Mark())], Token));
        await IsRefusedAsync(() => missing.AddAsync(Key, new Mark(), Token));
    }

    [Fact]
    public async Task A_row_that_is_too_long_is_kept_where_long_rows_are_and_refused_elsewhere()
    {
        var random = Some.Random();
        var noise = string.Create(1_000_000, random, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)source.Next(0x3400, 0xD800);
        });
        var run = Some.Run("0000000000000001", "ai") with { Reason = noise };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Get<ITables>().Open(FeedIndex.Table).PutAsync(Key, run, Token));
        Assert.Contains("is longer than", fault.Message, StringComparison.Ordinal);
        var table = Get<ITables>().Open(FeedIndex.Table, longRows: true);
        await table.PutAsync(Key, run, Token);

        Assert.Equal(noise, (await table.FindRowAsync<Run>(Key, Token))!.Reason);
        Assert.Equal(noise, Assert.Single(await table.RowsAsync<Run>(new("p", "", "~"), take: 1, Token)).Reason);
    }

    // As the program before this one wrote it.
    [Fact]
    public async Task A_mark_has_no_property_but_its_time()
    {
        await Get<ITables>().Open(FeedIndex.Table).PutAsync(Key, new Mark(Some.Time), Token);

        var entity = await Get<Azure.Data.Tables.TableServiceClient>().GetTableClient(FeedIndex.Table)
            .GetEntityAsync<Azure.Data.Tables.TableEntity>("p", "a", cancellationToken: Token);

        Assert.Equal(Some.Time, entity.Value.GetDateTimeOffset("UsedAt"));
        Assert.Equal(
            ["PartitionKey", "RowKey", "Timestamp", "UsedAt", "odata.etag"],
            entity.Value.Keys.Order(StringComparer.Ordinal));
    }
}

public sealed class MemoryTableTests() : TableCompliance(services => services.AddMemoryStorage());
