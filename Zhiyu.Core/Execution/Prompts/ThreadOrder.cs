using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The comments that may be quoted beside the target, the most relevant first, each once.</summary>
/// <param name="Ancestors">What leads to the target, the nearest first.</param>
/// <param name="Own">The agent's other comments, the newest first.</param>
/// <param name="Others">What else answers the same as the target, then all the rest; each the newest first.</param>
internal sealed record ThreadOrder(
    IReadOnlyList<Comment> Ancestors, IReadOnlyList<Comment> Own, IReadOnlyList<Comment> Others)
{
    public static ThreadOrder Of(ThreadMaterial thread)
    {
        var known = thread.Comments.DistinctBy(comment => comment.Id).ToDictionary(comment => comment.Id);
        var ancestors = AncestorsOf(thread.Target, known).Where(comment => comment.IsReadable).ToList();
        var placed = ancestors.Append(thread.Target).Select(comment => comment?.Id).ToHashSet();
        var answered = known.Values.Where(comment => comment.IsReadable).Select(comment => comment.ParentId).ToHashSet();
        // What is folded is quoted only where a reply stands on it, which could not be understood without it.
        var rest = known.Values.Where(comment => !placed.Contains(comment.Id)
                && (comment.IsPublic || (comment.IsReadable && answered.Contains(comment.Id))))
            .OrderByDescending(comment => comment.Sequence)
            .ToLookup(comment => comment.AuthorId == thread.AgentId);
        return new ThreadOrder(
            ancestors,
            [.. rest[true]],
            [.. rest[false].OrderByDescending(comment => comment.ParentId == thread.Target?.ParentId)]);
    }

    /// <summary>From parent to parent as far as they are known, withheld ones included.</summary>
    public static IEnumerable<Comment> AncestorsOf(Comment? comment, IReadOnlyDictionary<string, Comment> known)
    {
        // A parent is older than its child: whatever is stored, this ends.
        while (comment?.ParentId is { } id && known.GetValueOrDefault(id) is { } parent
            && parent.Sequence < comment.Sequence)
            yield return comment = parent;
    }
}
