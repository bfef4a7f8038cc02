using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Digests;

/// <summary>Reads what a digest cites, each post and comment once.</summary>
internal sealed class PublicContents(ForumReader reader, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, Task<Post?>> _posts = [];
    private readonly Dictionary<string, Task<Comment?>> _comments = [];

    /// <summary>Null when something that the sentence cites is not public.</summary>
    public async Task<CurrentSentence?> ShowAsync(DigestSentence sentence)
    {
        // All reads begin before the first is awaited.
        var post = PostAsync(sentence.PostId);
        var reads = sentence.Cited.Select(CiteAsync).ToList();
        var cited = await Task.WhenAll(reads);
        return await post is { } found && cited.All(citation => citation is not null)
            ? new CurrentSentence(sentence, found, cited!)
            : null;
    }

    private async Task<Citation?> CiteAsync(string id)
    {
        var post = PostAsync(Ids.Thread(id));
        var comment = Ids.IsThread(id) ? Task.FromResult<Comment?>(null) : CommentAsync(id);
        return await post is { } found && (await comment is not null || Ids.IsThread(id))
            ? new Citation(found, await comment)
            : null;
    }

    // A comment of a withheld post is not public either.
    private async Task<Post?> PostAsync(string id) =>
        await Once(_posts, id, () => reader.PostAsync(id, cancellationToken)) is { IsPublic: true } post ? post : null;

    private async Task<Comment?> CommentAsync(string id) =>
        await Once(_comments, id, () => reader.CommentAsync(id, cancellationToken)) is { IsPublic: true } comment
            ? comment
            : null;

    private static Task<T> Once<T>(Dictionary<string, Task<T>> known, string id, Func<Task<T>> read)
    {
        if (!known.TryGetValue(id, out var reading)) known[id] = reading = read();
        return reading;
    }
}
