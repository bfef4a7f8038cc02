using Zhiyu.Core.Allocation;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>A thread in which no agent spoke for a while, and an agent's memory of it.</summary>
/// <param name="Comments">Its newest comments, oldest first.</param>
/// <param name="Window">Null when no agent was selected in it yet.</param>
/// <param name="Memory">What an agent noted in it.</param>
internal sealed record QuietThread(
    Post Post, IReadOnlyList<Comment> Comments, Stored<ResponseWindow>? Window, MemoryEntry Memory)
{
    /// <summary>How long a thread must be silent: everyone had a day to answer, so what is left was left.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(24);

    /// <summary>An older memory does not bring a thread back.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    /// <summary>When an agent was last asked to take it up; null when none was.</summary>
    public DateTimeOffset? TakenUpAt => Window?.Row.TakenUpAt;

    /// <summary>Whether it may be taken up: shown to all, and neither spoken in nor taken up for a while.</summary>
    public bool IsQuiet(DateTimeOffset now) =>
        Post.IsPublic
        && !(TakenUpAt > now - Quiet)
        && Comments.Select(comment => comment.CreatedAt).Append(Post.CreatedAt).Max() <= now - Quiet;

    /// <summary>
    /// What to answer: a comment that no agent answered, best one that answers the agent that remembers, then the one
    /// with the most merit; else what the memory is about, else the post. Null when all is the agent's own.
    /// </summary>
    public Content? FindTarget()
    {
        var answered = Comments.Where(comment => comment.IsReadable).Select(comment => comment.ParentId).ToHashSet();
        var own = Comments.Where(comment => comment.AuthorId == Memory.AgentId)
            .Select(comment => comment.Id).ToHashSet();
        var others = Comments.Where(comment => comment.IsPublic && comment.AuthorId != Memory.AgentId).ToList();
        return others
            .Where(comment => !answered.Contains(comment.Id))
            .OrderByDescending(comment => comment.ParentId is { } parent && own.Contains(parent))
            .ThenByDescending(comment => comment.Merit)
            .ThenByDescending(comment => comment.Sequence)
            .Concat(others.Where(comment => comment.Id == Memory.Noted.AnsweredId))
            .Cast<Content>()
            .Concat(Post.AuthorId == Memory.AgentId ? [] : [Post])
            .FirstOrDefault();
    }
}
