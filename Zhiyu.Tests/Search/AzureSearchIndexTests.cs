using Azure;
using Azure.Core.Pipeline;
using Azure.Search.Documents;
using Azure.Search.Documents.Indexes;
using Zhiyu.Core.Search.AzureSearch;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Tests.Support;
using SearchDocument = Zhiyu.Core.Search.Indexing.SearchDocument;

namespace Zhiyu.Tests.Search;

/// <summary>What the app says to Azure AI Search, over HTTP.</summary>
public sealed class AzureSearchIndexTests : IAsyncLifetime
{
    private const string Id = "0000000000000001";

    private FakeSearchService _service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FakeSearchService.StartAsync(Token);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_index_is_created_filled_and_found_again_by_the_next_instance()
    {
        await using var one = NewInstance();
        Assert.Null(await one.OpenAsync(Token));
        await one.PutAsync([Document(Id, "雨后的屋檐")], Token);
        Assert.Null(await NewInstance().OpenAsync(Token)); // not built to its end
        await one.CompleteAsync("position-1", Token);

        await using var other = NewInstance();

        Assert.Equal("position-1", await other.OpenAsync(Token));
        Assert.Equal([Id], await other.FindAsync(Search("\"屋檐\""), 0, 10, Token));
        Assert.Empty(await other.FindAsync(Search("\"屋檐\""), 1, 10, Token));
        var fields = _service.Index!["fields"]!.AsArray();
        Assert.All(fields, field => Assert.NotNull(field!["type"]));
        Assert.Equal(
            ["zh-Hans.lucene", "zh-Hans.lucene", "standard.lucene"],
            fields.Select(field => field!["analyzer"]?.GetValue<string>()).OfType<string>());
    }

    [Fact]
    public async Task The_position_is_noted_with_what_is_new_and_costs_nothing_without()
    {
        await using var index = NewInstance();
        await index.OpenAsync(Token);
        await index.PutAsync([Document(Id, "雨")], Token);
        await index.CompleteAsync("1", Token);
        var calls = _service.Calls.Count;

        await index.CompleteAsync("2", Token);

        Assert.Equal(calls, _service.Calls.Count);
        Assert.Equal("1", $"{_service.Documents["position"]["position"]}");
    }

    [Theory]
    [InlineData("自由 gpt", "(words:(自由) OR title:(自由)^2 OR exact:\"自由\"^1.5) AND "
        + "(words:(gpt) OR title:(gpt)^2 OR exact:\"gpt\"^1.5)")]
    [InlineData("\"free will\"", "exact:\"free will\"")]
    [InlineData("free* 自由*", "exact:free* AND exact:\"自由\"")]
    [InlineData("OR a:b(c)", "(words:(or) OR title:(or)^2 OR exact:\"or\"^1.5) AND "
        + "(words:(a\\:b\\(c\\)) OR title:(a\\:b\\(c\\))^2 OR exact:\"a\\:b\\(c\\)\"^1.5)")]
    [InlineData("#记忆", "*")]
    public void Terms_are_written_in_the_syntax_of_the_service(string query, string text) =>
        Assert.Equal(text, AzureQueries.TextOf(Search(query)));

    [Fact]
    public async Task Filters_and_order_are_sent_and_quoted()
    {
        await using var index = NewInstance();

        await index.FindAsync(
            Search("x") with
            {
                CommunityId = "philosophy",
                AuthorId = "ada",
                Tag = "it's",
                From = Some.Time,
                To = Some.Time.AddDays(1),
                Sort = SearchSort.New,
            },
            20, 10, Token);

        Assert.Equal(
            "target eq 'Posts' and community eq 'philosophy' and author eq 'ada' and tags/any(tag: tag eq 'it''s') "
            + "and created ge 2026-03-01T08:00:00.0000000+00:00 and created lt 2026-03-02T08:00:00.0000000+00:00",
            $"{_service.LastSearch!["filter"]}");
        Assert.Equal(("created desc", "full", "all", "id"), (
            $"{_service.LastSearch["orderby"]}", $"{_service.LastSearch["queryType"]}",
            $"{_service.LastSearch["searchMode"]}", $"{_service.LastSearch["select"]}"));
    }

    [Fact]
    public void Long_texts_are_sent_in_several_requests()
    {
        var documents = Enumerable.Range(0, 30).Select(_ => Document(Id, new string('雨', 200_000))).ToList();

        Assert.Equal([7, 7, 7, 7, 2], AzureIndexFields.Batches(documents).Select(batch => batch.Count));
    }

    private AzureSearchIndex NewInstance() => new(
        new SearchIndexClient(
            new Uri("https://zhiyu.search.windows.net"),
            new AzureKeyCredential("the key"),
            new SearchClientOptions { Transport = new HttpClientTransport(_service.Handler) }),
        AzureIndexFields.NameOf("zhiyu"),
        TimeProvider.System);

    private static SearchQuery Search(string query) => new(SearchTerm.Parse(query), SearchTarget.Posts);

    private static SearchDocument Document(string id, string text) =>
        new(id, "philosophy", "ada", ["It's"], "题目", text, Some.Time);
}
