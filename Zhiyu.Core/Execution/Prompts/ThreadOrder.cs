using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>The comments that may be quoted beside the target, each once, most relevant first.</summary>
/// <param name="Ancestors">The ancestors of the target, nearest first.</param>
/// <param name="Own">The agent's other comments, newest first.</param>
/// <param name="Others">The siblings of the target, then all other comments; each newest first.</param>
internal sealed record ThreadOrder(
    IReadOnlyList<Comment> Ancestors, IReadOnlyList<Comment> Own, IReadOnlyList<Comment> Others)
{
    public static ThreadOrder Of(ThreadMaterial thread)
    {
        var byId = thread.Comments.DistinctBy(comment => comment.Id).ToDictionary(comment => comment.Id);
        var ancestors = AncestorsOf(thread.Target, byId).Where(comment => comment.IsReadable).ToList();
        var usedIds = ancestors.Append(thread.Target).Select(comment => comment?.Id).ToHashSet();
        var answeredIds = byId.Values.Where(comment => comment.IsReadable)
            .Select(comment => comment.ParentId).ToHashSet();
        // A folded comment is quoted only if it has a reply, which would not be understandable without it.
        var rest = byId.Values.Where(comment => !usedIds.Contains(comment.Id)
                && (comment.IsPublic || (comment.IsReadable && answeredIds.Contains(comment.Id))))
            .OrderByDescending(comment => comment.Sequence)
            .ToLookup(comment => comment.AuthorId == thread.AgentId);
        return new ThreadOrder(
            ancestors,
            [.. rest[true]],
            [.. rest[false].OrderByDescending(comment => comment.ParentId == thread.Target?.ParentId)]);
    }

    /// <summary>Follows the parents as far as they are known, including withheld ones.</summary>
    public static IEnumerable<Comment> AncestorsOf(Comment? comment, IReadOnlyDictionary<string, Comment> byId)
    {
        // A parent is always older than its child, so the loop ends even with corrupt data.
        while (comment?.ParentId is { } id && byId.GetValueOrDefault(id) is { } parent
            && parent.Sequence < comment.Sequence)
            yield return comment = parent;
    }
}
