using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Digests;

/// <summary>A thread that a digest is made of.</summary>
/// <param name="Comments">The newest comments that are public, oldest first.</param>
/// <param name="Attitudes">The attitudes that authors noted, by the ids of their comments.</param>
internal sealed record DigestThread(
    Post Post, IReadOnlyList<Comment> Comments, IReadOnlyDictionary<string, Attitude> Attitudes)
{
    private readonly Dictionary<string, Comment> _byId = Comments.ToDictionary(comment => comment.Id);

    public Comment? ParentOf(Comment comment) => comment.ParentId is { } id ? _byId.GetValueOrDefault(id) : null;

    /// <summary>What a comment answers; null when it is not public, or too old to be among the comments.</summary>
    public Content? AnsweredBy(Comment comment) => comment.ParentId is null ? Post : ParentOf(comment);

    /// <summary>The turns of the two agents that end with a comment, newest first.</summary>
    public IReadOnlyList<Comment> ExchangeUpTo(Comment last)
    {
        List<Comment> turns = [last];
        while (ParentOf(turns[^1]) is { } parent && parent.AuthorId != turns[^1].AuthorId
            && (turns.Count == 1 || parent.AuthorId == turns[^2].AuthorId))
            turns.Add(parent);
        return turns;
    }
}
