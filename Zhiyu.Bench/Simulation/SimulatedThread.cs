using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Simulation;

internal sealed record SimulatedThread(Post Post, IReadOnlyList<Comment> Comments)
{
    /// <summary>The maximum number of alternating replies of two agents in one chain.</summary>
    public int LongestPingPong()
    {
        var byId = Comments.ToDictionary(comment => comment.Id);
        return Comments.Select(TurnsUpTo).DefaultIfEmpty().Max();

        int TurnsUpTo(Comment last)
        {
            var (turns, speaker, partner) = (1, last, AuthorOf(last.ParentId));
            while (speaker.ParentId is { } parentId && byId[parentId] is var parent
                && AuthorOf(parent.ParentId) == speaker.AuthorId && parent.AuthorId == partner)
            {
                turns++;
                (speaker, partner) = (parent, speaker.AuthorId);
            }

            return turns;
        }

        string AuthorOf(string? id) => id is null ? Post.AuthorId : byId[id].AuthorId;
    }
}
