using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>The fields of a document in the index.</summary>
/// <remarks>Texts are not stored: what is shown of a hit is read from the thread when it is served.</remarks>
internal static class IndexFields
{
    /// <summary>Part of the name of a snapshot; to be changed with the fields and with how they are analyzed.</summary>
    public const int Format = 1;

    public const string Id = "id";
    public const string Target = "target";
    public const string Community = "community";
    public const string Author = "author";
    public const string Tag = "tag";
    public const string Created = "created";
    public const string Title = "title";
    public const string Words = "words";
    public const string Exact = "exact";

    // Without positions: phrases are found in the exact field.
    private static readonly FieldType WordList =
        new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };

    public static Document Of(SearchDocument document)
    {
        var title = SearchAnalyzers.Analyzable(document.Title);
        var text = $"{title}\n{SearchAnalyzers.Analyzable(document.Text)}";
        var fields = new Document
        {
            new StringField(Id, document.Id, Field.Store.YES),
            new StringField(Target, NameOf(document.Target), Field.Store.NO),
            new StringField(Community, document.CommunityId, Field.Store.NO),
            new StringField(Author, document.AuthorId, Field.Store.NO),
            new Int64Field(Created, Milliseconds(document.CreatedAt), Field.Store.NO),
            new NumericDocValuesField(Created, Milliseconds(document.CreatedAt)),
            new Field(Words, text, WordList),
            new Field(Exact, text, TextField.TYPE_NOT_STORED),
        };
        if (title.Length > 0) fields.Add(new Field(Title, title, WordList));
        foreach (var tag in document.Tags)
            fields.Add(new StringField(Tag, SearchTerm.Comparable(tag), Field.Store.NO));
        return fields;
    }

    public static string NameOf(SearchTarget target) => ((int)target).ToString(CultureInfo.InvariantCulture);

    public static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
