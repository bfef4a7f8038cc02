using Azure.Data.Tables;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Scenarios.Feed;

/// <summary>
/// Writes posts and comments directly to a forum's tables, in the largest transactions possible: one by one, 100,000
/// posts would take the emulator half an hour.
/// </summary>
internal sealed class Filling(string connectionString, Chatter chatter, Random random)
{
    private const int MaxBatchSize = 100;
    private const int MaxParallel = 16;

    private readonly TableServiceClient _tables = new(connectionString);

    // Earlier than everything that happens during the measurement.
    private readonly DateTimeOffset _end = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);

    /// <summary>Adds posts from number <paramref name="from"/>; a higher number is an older post.</summary>
    public async Task AddPostsAsync(int from, int count, CancellationToken cancellationToken)
    {
        var posts = Enumerable.Range(from, count)
            .Select(number => NewPost(_end - TimeSpan.FromSeconds(number)))
            .ToList();
        var threads = _tables.GetTableClient(ThreadStore.Table);
        await Parallel.ForEachAsync(posts, Options(cancellationToken), async (post, token) =>
            await threads.UpsertEntityAsync(
                RowCodec.Encode(post, ThreadStore.KeyOf(post)), TableUpdateMode.Replace, token));
        var entries = posts.Select(post => new FeedEntry(post.Id, post.CommunityId, post.CreatedAt)).ToList();
        // Skips the community's feed, which is not read here, because the emulator scans a partition for each insert.
        await SubmitAsync(
            FeedIndex.Table,
            entries.Select(entry => RowCodec.Encode(entry, new TableKey(FeedIndex.PartitionOf(null), entry.Cursor))),
            cancellationToken);
    }

    /// <summary>Adds one post with comments and returns its id.</summary>
    public async Task<string> AddThreadAsync(int comments, CancellationToken cancellationToken)
    {
        var post = NewPost(_end) with { CommentCount = comments, LastSequence = comments };
        await SubmitAsync(ThreadStore.Table, [RowCodec.Encode(post, ThreadStore.KeyOf(post))], cancellationToken);
        var rows = Enumerable.Range(1, comments).Select(sequence => new Comment
        {
            Id = Ids.Comment(post.Id, sequence),
            AuthorId = "qingping",
            Body = chatter.Text(24),
            EventId = Ids.Event(post.Id, $"{sequence}"),
            RunId = $"{sequence}",
            CreatedAt = _end,
            UpdatedAt = _end,
        });
        await SubmitAsync(
            ThreadStore.Table,
            rows.Select(row => RowCodec.Encode(row, ThreadStore.KeyOf(row))),
            cancellationToken);
        return post.Id;
    }

    private Post NewPost(DateTimeOffset at)
    {
        var id = Ids.NewThread(at, random);
        return new Post
        {
            Id = id,
            CommunityId = "philosophy",
            AuthorId = "nizhou",
            Title = chatter.Text(4),
            Body = chatter.Text(40),
            EventId = Ids.Event(id, id),
            RunId = id,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    private async Task SubmitAsync(string table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var client = _tables.GetTableClient(table);
        await Parallel.ForEachAsync(rows.Chunk(MaxBatchSize), Options(cancellationToken), async (chunk, token) =>
            await client.SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), token));
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken };
}
