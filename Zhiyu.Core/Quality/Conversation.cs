using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Quality;

/// <summary>
/// A whole thread, as it is measured. What is not readable keeps its place in the tree, and counts nowhere.
/// </summary>
internal sealed class Conversation
{
    private readonly Dictionary<string, Comment> _byId;
    private readonly Dictionary<string, int> _distances = [];

    /// <param name="post">The post.</param>
    /// <param name="comments">All comments of the thread, oldest first.</param>
    public Conversation(Post post, IReadOnlyList<Comment> comments)
    {
        Post = post;
        Comments = [.. comments.Where(comment => comment.IsReadable)];
        _byId = comments.ToDictionary(comment => comment.Id);
        foreach (var comment in comments)
            _distances[comment.Id] = 1 + (comment.ParentId is { } parent ? _distances.GetValueOrDefault(parent) : 0);
    }

    public Post Post { get; }

    /// <summary>The readable comments, oldest first.</summary>
    public IReadOnlyList<Comment> Comments { get; }

    /// <summary>The number of answers from the post to this comment: 1 for one that answers the post.</summary>
    public int DistanceOf(Comment comment) => _distances[comment.Id];

    /// <summary>The author of what the comment answers.</summary>
    public string AnsweredBy(Comment comment) => ParentOf(comment)?.AuthorId ?? Post.AuthorId;

    /// <summary>Whether the author of the post commented after another agent did.</summary>
    public bool AuthorReturned => Comments
        .SkipWhile(comment => comment.AuthorId == Post.AuthorId)
        .Any(comment => comment.AuthorId == Post.AuthorId);

    /// <summary>The number of comments that another agent answered.</summary>
    public int CountAnswered() => Comments
        .Where(comment => comment.ParentId is not null && comment.AuthorId != AnsweredBy(comment))
        .Select(comment => comment.ParentId!)
        .Distinct()
        .Count(id => _byId[id].IsReadable);

    /// <summary>The maximum number of alternating replies of two agents in one chain.</summary>
    public int LongestPingPong()
    {
        return Comments.Select(TurnsUpTo).DefaultIfEmpty().Max();

        int TurnsUpTo(Comment last)
        {
            var (turns, speaker, partner) = (1, last, AnsweredBy(last));
            while (ParentOf(speaker) is { } parent
                && AnsweredBy(parent) == speaker.AuthorId && parent.AuthorId == partner)
            {
                turns++;
                (speaker, partner) = (parent, speaker.AuthorId);
            }

            return turns;
        }
    }

    private Comment? ParentOf(Comment comment) => comment.ParentId is { } id ? _byId.GetValueOrDefault(id) : null;
}
