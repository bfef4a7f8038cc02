using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;

namespace Zhiyu.Core.Search.Embedded;

/// <summary>The files of an index, opened to read and to write.</summary>
internal sealed class OpenIndex : IDisposable
{
    // What may wait in memory before it is written to files.
    private const double BufferMegabytes = 16;

    private readonly IndexFolder _folder;
    private readonly FSDirectory _directory;
    private readonly SnapshotDeletionPolicy _commits = new(new KeepOnlyLastCommitDeletionPolicy());

    public OpenIndex(IndexFolder folder)
    {
        _folder = folder;
        _directory = FSDirectory.Open(folder.Index);
        try
        {
            Writer = new IndexWriter(_directory, new IndexWriterConfig(SearchAnalyzers.Version, SearchAnalyzers.OfIndex)
            {
                OpenMode = OpenMode.CREATE_OR_APPEND,
                RAMBufferSizeMB = BufferMegabytes,
                IndexDeletionPolicy = _commits,
                Similarity = new BM25Similarity(),
            });
            Searchers = new SearcherManager(Writer, applyAllDeletes: true, new BySimilarity());
        }
        catch
        {
            _directory.Dispose();
            throw;
        }
    }

    public IndexWriter Writer { get; }

    public SearcherManager Searchers { get; }

    public IndexFolder Folder => _folder;

    /// <summary>Writes all to files, and calls the action while none of them is removed.</summary>
    public void Commit(Action<IEnumerable<string>> read)
    {
        Writer.Commit();
        var commit = _commits.Snapshot();
        try
        {
            read(commit.FileNames.Select(name => Path.Combine(_folder.Index, name)));
        }
        finally
        {
            _commits.Release(commit);
        }
    }

    public void Dispose()
    {
        Searchers.Dispose();
        // Nothing here needs to be kept.
        Writer.Rollback();
        _directory.Dispose();
        _folder.Dispose();
    }

    private sealed class BySimilarity : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) =>
            new(reader) { Similarity = new BM25Similarity() };
    }
}
