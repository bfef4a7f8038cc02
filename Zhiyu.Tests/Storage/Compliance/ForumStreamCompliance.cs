using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class ForumStreamCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private ForumStream Stream => Get<ForumStream>();

    [Fact]
    public async Task Rows_come_in_the_order_of_time_whatever_day_it_is()
    {
        var late = await AddAsync("late", minutes: 26 * 60);
        var early = await AddAsync("early", minutes: -20 * 60);
        var noon = await AddAsync("noon", minutes: 0);

        Assert.Equal([early, noon, late], await ReadAsync(-48 * 60, 48 * 60));
        Assert.Equal([early, noon], await ReadAsync(-48 * 60, 48 * 60, take: 2));
        Assert.Equal([noon], await ReadAsync(-60, 60));
        Assert.Empty(await ReadAsync(60, -60));
    }

    [Fact]
    public async Task A_place_is_taken_once_and_found_again()
    {
        var row = await AddAsync("a", minutes: 1);

        Assert.False(await Stream.TryAddAsync(row with { MovedTo = Some.Time }, Token));
        Assert.Equal(row, await Stream.FindAsync(row.Position, Token));
        Assert.Null(await Stream.FindAsync(StreamPosition.Of(Some.Time), Token));
    }

    [Fact]
    public async Task A_mark_comes_back_with_the_time_that_its_event_moved_to()
    {
        var mark = Row("a", minutes: 1) with { MovedTo = Some.Time.AddMinutes(7).AddTicks(3) };
        await Stream.TryAddAsync(mark, Token);

        Assert.Equal([mark], await ReadAsync(0, 2));
    }

    [Fact]
    public async Task Reading_goes_on_after_a_row_of_the_same_moment()
    {
        foreach (var name in (string[])["a", "b", "c"]) await AddAsync(name, minutes: 1);
        var all = await ReadAsync(0, 2);

        Assert.Equal(all.Skip(1), await Stream.ReadAsync(all[0].Position, At(2), 100, Token));
        Assert.Equal(all.Take(2), await Stream.ReadAsync(At(1), all[2].Position, 100, Token));
    }

    [Fact]
    public async Task What_many_add_at_once_is_all_there()
    {
        var added = await AtOnceAsync(number => AddAsync($"{number}", number));

        Assert.Equal(added, await ReadAsync(-1, 100));
    }

    [Fact]
    public async Task Days_that_were_over_are_forgotten_so_many_rows_at_once()
    {
        const int Day = 24 * 60;
        foreach (var minutes in (int[])[0, 1, Day, Day + 1, 2 * Day]) await AddAsync($"{minutes}", minutes);

        Assert.Equal(3, await Stream.ForgetAsync(Some.Time.AddMinutes(2 * Day), most: 3, Token));
        Assert.Equal(1, await Stream.ForgetAsync(Some.Time.AddMinutes(2 * Day), most: 3, Token));
        Assert.Equal(0, await Stream.ForgetAsync(Some.Time.AddMinutes(2 * Day), most: 3, Token));

        Assert.Equal([Row($"{2 * Day}", 2 * Day)], await ReadAsync(-1, 3 * Day));
    }

    private async Task<StreamRow> AddAsync(string name, int minutes)
    {
        var row = Row(name, minutes);
        Assert.True(await Stream.TryAddAsync(row, Token));
        return row;
    }

    private Task<IReadOnlyList<StreamRow>> ReadAsync(int after, int before, int take = 1_000) =>
        Stream.ReadAsync(At(after), At(before), take, Token);

    private static string At(int minutes) => StreamPosition.Of(Some.Time.AddMinutes(minutes));

    private static StreamRow Row(string name, int minutes)
    {
        var (post, at) = ("0000000000000001", Some.Time.AddMinutes(minutes));
        return new StreamRow(
            new StreamEntry(Ids.Event(post, name), ForumEventType.PostCreated, post, "philosophy", at), at);
    }
}

public sealed class TableForumStreamTests(AzuriteFixture azurite)
    : ForumStreamCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryForumStreamTests() : ForumStreamCompliance(services => services.AddMemoryStorage());
