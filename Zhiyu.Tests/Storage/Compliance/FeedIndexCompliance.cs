using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class FeedIndexCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private FeedIndex Feed => Get<FeedIndex>();

    [Fact]
    public async Task The_newest_comes_first_in_the_forum_and_in_its_community_alone()
    {
        await AddAsync("a", "art", minute: 2);
        await AddAsync("b", "music", minute: 3);
        await AddAsync("c", "art", minute: 1);

        Assert.Equal(["b", "a", "c"], await NewestAsync(null));
        Assert.Equal(["a", "c"], await NewestAsync("art"));
        Assert.Equal(["b"], await NewestAsync("music"));
        Assert.Empty(await NewestAsync("ar"));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written()
    {
        var entry = await AddAsync("a", "art", minute: 2);

        Assert.Equal([entry], await Feed.NewestAsync(null, after: null, take: 1_000, Token));
        Assert.Equal([entry], await Feed.NewestAsync("art", after: null, take: 1_000, Token));
    }

    [Fact]
    public async Task Writing_the_same_entry_again_changes_nothing()
    {
        await AddAsync("a", "art", minute: 1);
        await AddAsync("b", "art", minute: 2);
        await AddAsync("a", "art", minute: 1);

        Assert.Equal(["b", "a"], await NewestAsync(null));
        Assert.Equal(["b", "a"], await NewestAsync("art"));
    }

    [Fact]
    public async Task A_page_begins_after_its_cursor_whatever_was_added_meanwhile()
    {
        for (var minute = 1; minute <= 5; minute++) await AddAsync($"p{minute}", "art", minute);
        var last = (await Feed.NewestAsync("art", after: null, take: 2, Token))[^1];
        await AddAsync("p6", "art", minute: 6);

        Assert.Equal(["p3", "p2"], await NewestAsync("art", last.Cursor, take: 2));
        Assert.Equal(["p3", "p2", "p1"], await NewestAsync(null, last.Cursor));
        Assert.Empty(await NewestAsync(null, new FeedEntry("p1", "art", At(1)).Cursor));
    }

    [Fact]
    public async Task Entries_of_one_moment_are_all_there_and_come_page_by_page()
    {
        foreach (var post in (string[])["b", "a", "c"]) await AddAsync(post, "art", minute: 1);

        Assert.Equal(["a"], await NewestAsync("art", take: 1));
        Assert.Equal(["b", "c"], await NewestAsync("art", new FeedEntry("a", "art", At(1)).Cursor));
    }

    [Fact]
    public async Task What_many_add_at_once_is_all_there()
    {
        var added = await AtOnceAsync(async number => (await AddAsync($"p{number}", "art", number)).PostId);

        Assert.Equal(added.Reverse(), await NewestAsync(null));
    }

    private async Task<FeedEntry> AddAsync(string postId, string communityId, int minute)
    {
        var entry = new FeedEntry(postId, communityId, At(minute));
        await Feed.AddAsync(entry, Token);
        return entry;
    }

    private async Task<IEnumerable<string>> NewestAsync(string? communityId, string? after = null, int take = 100) =>
        (await Feed.NewestAsync(communityId, after, take, Token)).Select(entry => entry.PostId);

    private static DateTimeOffset At(int minute) => Some.Time.AddMinutes(minute);
}

public sealed class TableFeedIndexTests(AzuriteFixture azurite)
    : FeedIndexCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryFeedIndexTests() : FeedIndexCompliance(services => services.AddMemoryStorage());
