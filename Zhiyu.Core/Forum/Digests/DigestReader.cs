using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Digests;

/// <summary>Reads the digest of the last 24 hours. It costs nothing while no one asks for it.</summary>
/// <remarks>
/// To compose it costs at most 62 storage transactions, and then nothing for ten seconds: two, and three for each of 20
/// threads. What it cites is read each time, at most 49 transactions, so that withheld content is gone at once. Then it
/// is composed again, because it says when something was withheld.
/// </remarks>
public sealed class DigestReader(
    Rankings rankings, FeedIndex feed, ThreadStore threads, ForumReader reader, TimeProvider clock) : IDisposable
{
    private const int MaxThreads = 20;
    private const int MaxNewest = 10;
    private const int MaxComments = 200;

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(10);

    private readonly CachedValue<Digest> _digest =
        new(token => ComposeAsync(rankings, feed, threads, clock.GetUtcNow(), token), Staleness, clock);

    /// <summary>The sentences of which everything that they cite is public now.</summary>
    public async Task<CurrentDigest> ReadAsync(CancellationToken cancellationToken)
    {
        var digest = await ShowAsync(await _digest.GetAsync(cancellationToken), cancellationToken);
        if (digest.IsWhole) return digest.Current;
        // Something was withheld since, and the digest has to say when.
        _digest.Expire();
        return (await ShowAsync(await _digest.GetAsync(cancellationToken), cancellationToken)).Current;
    }

    private async Task<(CurrentDigest Current, bool IsWhole)> ShowAsync(
        Digest digest, CancellationToken cancellationToken)
    {
        var contents = new PublicContents(reader, cancellationToken);
        var read = await Task.WhenAll(digest.Sentences.Select(contents.ShowAsync));
        var shown = read.OfType<CurrentSentence>().ToList();
        return (
            new CurrentDigest(digest.From, digest.Until, shown) { WithheldAt = digest.WithheldAt },
            shown.Count == read.Length);
    }

    public void Dispose() => _digest.Dispose();

    private static async Task<Digest> ComposeAsync(
        Rankings rankings,
        FeedIndex feed,
        ThreadStore threads,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ranking = rankings.FindAsync(communityId: null, cancellationToken);
        var newest = await feed.NewestAsync(communityId: null, after: null, MaxNewest, cancellationToken);
        var ids = newest.Where(entry => entry.CreatedAt > now - Day).Select(entry => entry.PostId)
            .Union((await ranking ?? PostRanking.Empty).In(RankingOrder.Hot, now).Select(post => post.PostId))
            .Take(MaxThreads);
        var read = await Task.WhenAll(ids.Select(id => ReadThreadAsync(threads, id, cancellationToken)));
        return DigestComposition.Of([.. read.Select(each => each.Thread).OfType<DigestThread>()], now - Day, now) with
        {
            WithheldAt = read.Select(each => each.WithheldAt).DefaultIfEmpty().Max(),
        };
    }

    private static async Task<(DigestThread? Thread, DateTimeOffset WithheldAt)> ReadThreadAsync(
        ThreadStore threads, string postId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(postId, cancellationToken) is not { Row: var post }) return default;
        if (!post.IsPublic) return (null, WithheldAt(post));
        if (post.LastSequence == 0) return (new DigestThread(post, [], new Dictionary<string, Attitude>()), default);
        var events = threads.EventsOfAsync(postId, cancellationToken);
        var comments = await threads.CommentsAfterAsync(
            postId, Math.Max(0, post.LastSequence - MaxComments), MaxComments, cancellationToken);
        var thread = new DigestThread(
            post,
            [.. comments.Where(comment => comment.IsPublic)],
            (await events).Where(each => each is { Type: ForumEventType.CommentCreated, Notes.Attitude: not null })
                .ToDictionary(each => each.SubjectId, each => each.Notes!.Attitude!.Value));
        return (thread, comments.Where(comment => !comment.IsPublic).Select(WithheldAt).DefaultIfEmpty().Max());

        // What was withheld as it was written was never told.
        static DateTimeOffset WithheldAt(Content content) =>
            content.UpdatedAt > content.CreatedAt ? content.UpdatedAt : default;
    }
}
