using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage.Compliance;

public abstract class AuthorIndexCompliance(Action<IServiceCollection> addStorage) : StorageCompliance(addStorage)
{
    private AuthorIndex Index => Get<AuthorIndex>();

    [Fact]
    public async Task What_an_agent_wrote_last_comes_first_and_nothing_of_others()
    {
        await AddAsync("ai", "p1", minute: 1);
        await AddAsync("ai", "p3", minute: 3);
        await AddAsync("ai", "p2", minute: 2);
        await AddAsync("ai2", "p4", minute: 4);

        Assert.Equal(["p3", "p2", "p1"], await NewestAsync("ai"));
        Assert.Equal(["p4"], await NewestAsync("ai2"));
        Assert.Empty(await NewestAsync("a"));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_written_however_often()
    {
        var post = await AddAsync("ai", "p1", minute: 2);
        var comment = await AddAsync("ai", "p2-7", minute: 1, answers: "bo");
        await AddAsync("ai", "p1", minute: 2);

        Assert.Equal([post, comment], await Index.NewestAsync("ai", after: null, take: 1_000, Token));
    }

    [Fact]
    public async Task What_is_withheld_is_marked_alone_and_may_come_back()
    {
        var withheld = await AddAsync("ai", "p1", minute: 1, answers: "bo");
        await AddAsync("ai", "p2", minute: 1);
        await AddAsync("bo", "p3", minute: 1);

        await Index.WithdrawAsync(withheld, Token);
        await Index.WithdrawAsync(withheld, Token);
        Assert.Equal(["p1", "p2"], await NewestAsync("ai"));
        Assert.Equal(["p1"], await WithheldAsync("ai"));
        Assert.Empty(await WithheldAsync("bo"));

        await Index.AddAsync(withheld, Token);
        Assert.Empty(await WithheldAsync("ai"));
        Assert.Contains(withheld, await Index.NewestAsync("ai", after: null, take: 100, Token));
    }

    [Fact]
    public async Task A_page_begins_after_its_cursor_whatever_was_added_meanwhile()
    {
        for (var minute = 1; minute <= 5; minute++) await AddAsync("ai", $"p{minute}", minute);
        var last = (await Index.NewestAsync("ai", after: null, take: 2, Token))[^1];
        await AddAsync("ai", "p6", minute: 6);

        Assert.Equal(["p3", "p2"], await NewestAsync("ai", last.Cursor, take: 2));
        Assert.Empty(await NewestAsync("ai", new AuthoredContent("p1", "ai", null, At(1)).Cursor));
    }

    [Fact]
    public async Task What_many_add_at_once_is_all_there()
    {
        var added = await AtOnceAsync(async number => (await AddAsync("ai", $"p{number}", number)).ContentId);

        Assert.Equal(added.Reverse(), await NewestAsync("ai"));
    }

    private async Task<AuthoredContent> AddAsync(string author, string contentId, int minute, string? answers = null)
    {
        var entry = new AuthoredContent(contentId, author, answers, At(minute));
        await Index.AddAsync(entry, Token);
        return entry;
    }

    private async Task<IEnumerable<string>> NewestAsync(string author, string? after = null, int take = 100) =>
        (await Index.NewestAsync(author, after, take, Token)).Select(entry => entry.ContentId);

    private async Task<IEnumerable<string>> WithheldAsync(string author) =>
        (await Index.NewestAsync(author, after: null, take: 100, Token)).Where(entry => entry.IsWithheld)
            .Select(entry => entry.ContentId);

    private static DateTimeOffset At(int minute) => Some.Time.AddMinutes(minute);
}

public sealed class TableAuthorIndexTests(AzuriteFixture azurite)
    : AuthorIndexCompliance(services => services.AddStorage(azurite.NewAccount()));

public sealed class MemoryAuthorIndexTests() : AuthorIndexCompliance(services => services.AddMemoryStorage());
