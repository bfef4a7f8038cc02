using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Storage.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Search;

/// <summary>What is found in the embedded index, and what is not.</summary>
[Trait("Set", "Quick")]
public sealed class EmbeddedIndexTests : IAsyncLifetime
{
    private readonly EmbeddedIndex _index = new(
        new MemorySearchSnapshots(),
        Options.Create(new SearchOptions()),
        TimeProvider.System,
        NullLogger<EmbeddedIndex>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.Null(await _index.OpenAsync(Token));
        await _index.PutAsync(
            [
                Document("ai", "人工智能的未来", "我们在喝茶时讨论人工智能，程序员爱加班。", day: 1, tags: ["技术", "Go"]),
                Document("will", "Free will", "Running away is not freedom; the tailor's models agree.", day: 2),
                Document("mixed", "GPT-4 与自由意志", "用 Python 写的模型 running 得很快。", day: 3, community: "science"),
                Document("rare", "𠀀", "ＦＵＬＬ　ｗｉｄｔｈ 😀 and Ünïcode", day: 4, author: "bo"),
            ],
            Token);
        await _index.CompleteAsync(StreamPosition.Of(Some.Time), Token);
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Theory]
    [InlineData("人工智能", "ai")]
    [InlineData("智能", "ai")] // a part of a word
    [InlineData("茶", "ai")] // one sign, in the middle of a word
    [InlineData("人工 程序员", "ai")]
    [InlineData("人工智能会不会让程序员加班", "ai")] // most of what a question has
    [InlineData("人工 自由")]
    [InlineData("自由意志", "mixed")]
    [InlineData("run", "will mixed")] // stems
    [InlineData("MODEL", "will")]
    [InlineData("模型 python", "mixed")]
    [InlineData("gpt-4", "mixed")]
    [InlineData("full width", "rare")]
    [InlineData("tailor's", "will")]
    [InlineData("absent")]
    public Task Words_are_found(string query, string found = "") => FindsAsync(query, found);

    [Theory]
    [InlineData("\"讨论人工智能\"", "ai")]
    [InlineData("\"智能人工\"")]
    [InlineData("\"论人\"", "ai")] // whatever the words are
    [InlineData("\"free will\"", "will")]
    [InlineData("\"will free\"")]
    [InlineData("\"run\"")]
    [InlineData("“模型 running”", "mixed")]
    [InlineData("\"GPT-4 与自由\"", "mixed")]
    public Task Phrases_are_found_as_they_are(string query, string found = "") => FindsAsync(query, found);

    [Theory]
    [InlineData("free*", "will")]
    [InlineData("pyth*", "mixed")]
    [InlineData("\"free\" fre* 自由*")]
    [InlineData("自由*", "mixed")]
    [InlineData("程序*", "ai")]
    [InlineData("ython*")]
    public Task Beginnings_are_found(string query, string found = "") => FindsAsync(query, found);

    [Theory]
    [InlineData("#技术", "ai")]
    [InlineData("#go", "ai")]
    [InlineData("#技", "")]
    [InlineData("#技术 自由", "")]
    public Task Tags_are_found_whole(string query, string found) => FindsAsync(query, found);

    [Fact]
    public async Task Filters_narrow_what_is_found()
    {
        var search = Search("");

        Assert.Equal("ai will mixed rare", await FoundAsync(search with { AuthorId = null, CommunityId = null, From = Some.Time }));
        Assert.Equal("mixed", await FoundAsync(search with { CommunityId = "science" }));
        Assert.Equal("rare", await FoundAsync(search with { AuthorId = "bo" }));
        Assert.Equal("ai", await FoundAsync(search with { Tag = "GO" }));
        Assert.Equal("mixed rare", await FoundAsync(search with { From = Some.Time.AddDays(3) }));
        Assert.Equal("ai will", await FoundAsync(search with { To = Some.Time.AddDays(3) }));
        Assert.Equal("", await FoundAsync(search with { Target = SearchTarget.Comments }));
    }

    [Fact]
    public async Task The_title_counts_more_and_the_newest_come_first_when_asked_for()
    {
        await _index.PutAsync(
            [
                Document("old", "雨声", "今天的雨声", day: 1), Document("text", "晴天", "今天没有雨声", day: 2),
            ],
            Token);
        await _index.CompleteAsync(StreamPosition.Of(Some.Time), Token);

        Assert.Equal([Id("old"), Id("text")], await _index.FindAsync(Search("雨声"), 0, 10, Token));
        Assert.Equal(
            [Id("text"), Id("old")],
            await _index.FindAsync(Search("雨声") with { Sort = SearchSort.New }, 0, 10, Token));
        Assert.Equal([Id("text")], await _index.FindAsync(Search("雨声"), 1, 1, Token));
    }

    [Fact]
    public async Task A_document_that_is_put_again_replaces_itself()
    {
        await _index.PutAsync([Document("ai", "别的题目", "别的话", day: 1)], Token);
        await _index.CompleteAsync(StreamPosition.Of(Some.Time), Token);

        await FindsAsync("人工智能", "");
        await FindsAsync("别的话", "ai");
    }

    private async Task FindsAsync(string query, string found) => Assert.Equal(found, await FoundAsync(Search(query)));

    private static SearchQuery Search(string query) => new(SearchTerm.Parse(query), SearchTarget.Posts);

    private async Task<string> FoundAsync(SearchQuery search)
    {
        var ids = await _index.FindAsync(search, 0, 10, Token);
        return string.Join(
            ' ', ((string[])["ai", "will", "mixed", "rare"]).Where(name => ids.Contains(Id(name))));
    }

    private static string Id(string name) => Ids.NewThread(Some.Time, Some.Random(name.Length + name[0]));

    private static SearchDocument Document(
        string name,
        string title,
        string text,
        int day,
        string community = "philosophy",
        string author = "ada",
        string[]? tags = null) =>
        new(Id(name), community, author, tags ?? [], title, text, Some.Time.AddDays(day));
}
