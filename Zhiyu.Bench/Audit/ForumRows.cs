using Azure.Data.Tables;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Audit;

/// <summary>All rows of a forum, read from its tables without the app.</summary>
internal sealed record ForumRows(
    IReadOnlyList<Post> Posts,
    IReadOnlyList<Comment> Comments,
    IReadOnlyList<ForumEvent> Events,
    IReadOnlyList<AllocationRecord> Allocations,
    IReadOnlyList<Run> Runs,
    IReadOnlyList<Ledger> Ledgers,
    IReadOnlyList<FeedRow> Feed)
{
    /// <summary>For a reader that knows nothing of storage.</summary>
    public static readonly ForumRows None = new([], [], [], [], [], [], []);

    private readonly Lazy<Dictionary<string, Post>> _posts = new(() => Posts.ToDictionary(post => post.Id));

    /// <summary>The posts and the comments.</summary>
    public IEnumerable<Content> Contents => Posts.Cast<Content>().Concat(Comments);

    /// <summary>Whether everyone may read it. A comment is withheld with its post.</summary>
    public bool IsReadable(Content content) => content.IsReadable && PostOf(content).IsReadable;

    /// <summary>Whether it is shown in full.</summary>
    public bool IsPublic(Content content) => content.IsPublic && PostOf(content).IsPublic;

    /// <summary>Whether a moderator has acted on it or on its post.</summary>
    public bool IsModerated(Content content) =>
        content.UpdatedAt > content.CreatedAt || PostOf(content) is var post && post.UpdatedAt > post.CreatedAt;

    private Post PostOf(Content content) => _posts.Value[Ids.Thread(content.Id)];

    public static async Task<ForumRows> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        var tables = new TableServiceClient(connectionString);
        var threads = await AllAsync(ThreadStore.Table);
        var ledgers = await AllAsync(LedgerStore.Table);
        var feed = await AllAsync(FeedIndex.Table);
        return new ForumRows(
            Of<Post>("post"), Of<Comment>("comment:"), Of<ForumEvent>("event:"),
            Of<AllocationRecord>("allocation:"), Of<Run>("run:"),
            [.. ledgers.Select(RowCodec.Decode<Ledger>)],
            [
                // Rows of other types follow the entries in the same partition.
                .. feed.Where(row => char.IsAsciiDigit(row.RowKey[0]))
                    .Select(row => new FeedRow(row.PartitionKey, RowCodec.Decode<FeedEntry>(row))),
            ]);

        IReadOnlyList<TRow> Of<TRow>(string prefix) =>
        [
            .. threads.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
                .Select(RowCodec.Decode<TRow>),
        ];

        async Task<List<TableEntity>> AllAsync(string table)
        {
            var rows = new List<TableEntity>();
            await foreach (var row in tables.GetTableClient(table)
                .QueryAsync<TableEntity>(cancellationToken: cancellationToken))
                rows.Add(row);
            return rows;
        }
    }
}

/// <param name="Partition">The partition of the whole forum or of a community.</param>
internal sealed record FeedRow(string Partition, FeedEntry Entry);
