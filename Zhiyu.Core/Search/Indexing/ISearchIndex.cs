namespace Zhiyu.Core.Search.Indexing;

/// <summary>A full-text index of the posts and comments. It is a copy: what is found may be withheld by now.</summary>
/// <remarks>Documents are put by their ids, so that putting one again changes nothing.</remarks>
public interface ISearchIndex : IAsyncDisposable
{
    /// <summary>
    /// Opens the index, or opens it again at its newest state. Returns the position of the stream up to which it has
    /// all content; null when it has to be built, and is empty.
    /// </summary>
    Task<string?> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Removes all documents, before the index is built again.</summary>
    Task ClearAsync(CancellationToken cancellationToken);

    /// <summary>Adds or replaces documents. They are found after <see cref="CompleteAsync"/>. Thread-safe.</summary>
    Task PutAsync(IReadOnlyList<SearchDocument> documents, CancellationToken cancellationToken);

    /// <summary>Makes what was put findable, and notes the position of the stream up to which that is all.</summary>
    Task CompleteAsync(string position, CancellationToken cancellationToken);

    /// <summary>The ids of posts or comments that match, best or newest first.</summary>
    /// <param name="skip">How many to leave out at the beginning.</param>
    Task<IReadOnlyList<string>> FindAsync(
        SearchQuery query, int skip, int take, CancellationToken cancellationToken);
}
