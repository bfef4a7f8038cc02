using Azure.Search.Documents.Indexes.Models;
using Zhiyu.Core.Search.Indexing;
using Document = Azure.Search.Documents.Models.SearchDocument;

namespace Zhiyu.Core.Search.AzureSearch;

/// <summary>The fields of a document in the service. They are those of the embedded index.</summary>
internal static class AzureIndexFields
{
    public const string Id = "id";
    public const string Target = "target";
    public const string Community = "community";
    public const string Author = "author";
    public const string Tags = "tags";
    public const string Created = "created";
    public const string Title = "title";
    public const string Words = "words";
    public const string Exact = "exact";
    public const string Position = "position";

    /// <summary>The document that has the position of the stream. No content has such an id.</summary>
    public const string PositionId = "position";

    // To be changed with the fields: a field of an index can't change.
    private const int Format = 1;

    // The service takes 1,000 documents and 16 MB at a time.
    private const int MaxDocuments = 500;
    private const int MaxCharacters = 1_500_000;

    public static string NameOf(string index) => FormattableString.Invariant($"{index}-{Format}");

    public static SearchIndex Definition(string index) => new(index)
    {
        Fields =
        {
            new SimpleField(Id, SearchFieldDataType.String) { IsKey = true },
            new SimpleField(Target, SearchFieldDataType.String) { IsFilterable = true },
            new SimpleField(Community, SearchFieldDataType.String) { IsFilterable = true },
            new SimpleField(Author, SearchFieldDataType.String) { IsFilterable = true },
            new SimpleField(Tags, SearchFieldDataType.Collection(SearchFieldDataType.String)) { IsFilterable = true },
            new SimpleField(Created, SearchFieldDataType.DateTimeOffset) { IsFilterable = true, IsSortable = true },
            new SimpleField(Position, SearchFieldDataType.String),
            Text(Title, LexicalAnalyzerName.ZhHansLucene),
            Text(Words, LexicalAnalyzerName.ZhHansLucene),
            Text(Exact, LexicalAnalyzerName.StandardLucene),
        },
        Similarity = new BM25Similarity(),
    };

    public static Document OfPosition(string position) => new() { [Id] = PositionId, [Position] = position };

    public static IEnumerable<IReadOnlyList<Document>> Batches(IReadOnlyList<SearchDocument> documents)
    {
        List<Document> batch = [];
        var characters = 0;
        foreach (var document in documents)
        {
            if (batch.Count == MaxDocuments || (batch.Count > 0 && characters + document.Text.Length > MaxCharacters))
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }

            batch.Add(Of(document));
            characters += document.Text.Length;
        }

        if (batch.Count > 0) yield return batch;
    }

    private static Document Of(SearchDocument document)
    {
        var text = $"{document.Title}\n{document.Text}";
        return new Document
        {
            [Id] = document.Id,
            [Target] = $"{document.Target}",
            [Community] = document.CommunityId,
            [Author] = document.AuthorId,
            [Tags] = document.Tags.Select(SearchTerm.Comparable).ToArray(),
            [Created] = document.CreatedAt,
            [Title] = document.Title,
            [Words] = text,
            [Exact] = text,
        };
    }

    // What is shown of a hit is read from the thread.
    private static SearchableField Text(string name, LexicalAnalyzerName analyzer) =>
        new(name) { AnalyzerName = analyzer, IsHidden = true };
}
