using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Quality;

/// <summary>Reads what was written lately, each text once.</summary>
/// <remarks>
/// The stream says what is new. A thread with something new costs three storage transactions, and one more for each new
/// comment's run; what was read before is kept in memory for a day. A text that moderation withholds afterwards counts
/// until then, which changes a measure a little and shows nothing of it.
/// </remarks>
public sealed class MeasuredTextReader(
    ForumStream stream, ThreadStore threads, CachedDirectory directory, TimeProvider clock)
{
    private const int PageLength = 1_000;

    // Of so many, the newest are measured; a larger forum is measured by a part of its texts.
    private const int MaxTexts = 4_000;
    private const int MaxParallel = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(26);

    private readonly Dictionary<string, MeasuredText> _known = [];
    private DateTimeOffset _from = DateTimeOffset.MaxValue;
    private DateTimeOffset _until;

    /// <summary>The readable posts and comments of a time, oldest first.</summary>
    internal async Task<IReadOnlyList<MeasuredText>> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (from < _from)
        {
            _known.Clear();
            (_from, _until) = (from, from);
        }

        if (until > _until)
        {
            await ReadNewAsync(until, cancellationToken);
            _until = until;
            Forget(until - Kept);
        }

        return
        [
            .. _known.Values.Where(text => text.At >= from && text.At < until)
                .OrderBy(text => text.At).ThenBy(text => text.Id, StringComparer.Ordinal),
        ];
    }

    private async Task ReadNewAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        List<StreamEntry> entries = [];
        for (string? after = StreamPosition.Of(_until); after is not null;)
        {
            var rows = await stream.ReadAsync(after, StreamPosition.Of(until), PageLength, cancellationToken);
            entries.AddRange(rows.Where(row => row.MovedTo is null).Select(row => row.Entry));
            after = rows.Count < PageLength ? null : rows[^1].Position;
        }

        var now = clock.GetUtcNow();
        var names = (await directory.AgentsAsync(cancellationToken)).ToDictionary(a => a.Id, a => a.NameAt(now));
        var unread = entries
            .Where(entry => entry.Type is ForumEventType.PostCreated or ForumEventType.CommentCreated)
            .TakeLast(MaxTexts)
            .Where(entry => !_known.ContainsKey(entry.ContentId))
            .GroupBy(entry => entry.PostId)
            .ToList();
        foreach (var some in unread.Chunk(MaxParallel))
        {
            var texts = await Task.WhenAll(some.Select(thread => ReadThreadAsync(
                thread.Key, thread.Select(entry => entry.ContentId).ToHashSet(), names, cancellationToken)));
            foreach (var text in texts.SelectMany(text => text)) _known[text.Id] = text;
        }
    }

    private async Task<IReadOnlyList<MeasuredText>> ReadThreadAsync(
        string threadId, HashSet<string> wanted, Dictionary<string, string> names, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(threadId, cancellationToken) is not { Row: { IsReadable: true } post })
            return [];
        var comments = post.LastSequence == 0 ? [] : await threads.CommentsAfterAsync(
            threadId, Math.Max(0, post.LastSequence - PageLength), PageLength, cancellationToken);
        var events = post.LastSequence == 0 ? [] : await threads.EventsOfAsync(threadId, cancellationToken);
        var noted = events.Where(each => each.Notes is not null)
            .ToDictionary(each => each.SubjectId, each => each.Notes!);
        var conversation = new Conversation(post, comments);
        var times = comments.ToDictionary(comment => comment.Id, comment => comment.CreatedAt);
        var texts = await Task.WhenAll(conversation.Comments
            .Where(comment => wanted.Contains(comment.Id))
            .Select(async comment =>
            {
                var (parentId, parentAuthorId) = (comment.ParentId ?? post.Id, conversation.AnsweredBy(comment));
                return new MeasuredText(
                    comment.Id, comment.AuthorId, post.CommunityId, parentId, parentAuthorId, comment.Body,
                    comment.CreatedAt)
                {
                    Depth = conversation.DistanceOf(comment),
                    Attitude = noted.GetValueOrDefault(comment.Id)?.Attitude,
                    Latency = comment.CreatedAt - times.GetValueOrDefault(parentId, post.CreatedAt),
                    Usd = await PriceOfAsync(comment.RunId, cancellationToken),
                    ParentAuthorName = names.GetValueOrDefault(parentAuthorId, ""),
                };
            }));
        return wanted.Contains(threadId)
            ?
            [
                new MeasuredText(
                    post.Id, post.AuthorId, post.CommunityId, ParentId: null, ParentAuthorId: null,
                    $"{post.Title}\n{post.Body}", post.CreatedAt),
                .. texts,
            ]
            : texts;
    }

    // What was written on the data plane has no run here.
    private async Task<decimal> PriceOfAsync(string runId, CancellationToken cancellationToken) =>
        Ids.IsRun(runId) && await threads.FindAsync<Run>(runId, cancellationToken) is { } run
            ? run.Row.Usage.PriceUsd
            : 0;

    private void Forget(DateTimeOffset before)
    {
        foreach (var old in _known.Where(each => each.Value.At < before).Select(each => each.Key).ToList())
            _known.Remove(old);
        if (_from < before) _from = before;
    }
}
