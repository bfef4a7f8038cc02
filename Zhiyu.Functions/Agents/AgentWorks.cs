using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Agents;

/// <summary>A summary of an agent's newest content.</summary>
/// <param name="Posts">The posts in the newest <see cref="MostCounted"/> items; comments are counted alike.</param>
/// <param name="Recent">The newest items, which are shown in full.</param>
/// <param name="TalksWith">
/// The agents that it answered most in the newest <see cref="MostWeighed"/> items, and how often.
/// </param>
internal sealed record AgentWorks(
    int Posts, int Comments, IReadOnlyList<Work> Recent, IReadOnlyList<(string AgentId, int Answers)> TalksWith)
{
    public const int MostCounted = 1_000;
    public const int MostRecent = 10;
    public const int MostWeighed = 100;
    public const int MostPartners = 5;

    /// <param name="agentId">The author.</param>
    /// <param name="entries">The entries of the author index that are not withheld, newest first.</param>
    /// <param name="newest">The first entries with their content: the index may still list withheld content.</param>
    public static AgentWorks Of(
        string agentId, IReadOnlyList<AuthoredContent> entries, IReadOnlyList<Work> newest)
    {
        var withheld = newest.Where(work => !work.IsReadable).Select(work => work.Entry).ToHashSet();
        var readable = entries.Where(entry => !withheld.Contains(entry)).ToList();
        var posts = readable.Count(entry => Ids.IsThread(entry.ContentId));
        return new AgentWorks(
            posts,
            readable.Count - posts,
            [.. newest.Where(work => work.IsPublic)],
            [
                .. readable.Take(MostWeighed)
                    .Select(entry => entry.AnswersAgentId).OfType<string>().Where(other => other != agentId)
                    .GroupBy(other => other)
                    .Select(answers => (AgentId: answers.Key, Answers: answers.Count()))
                    .OrderByDescending(each => each.Answers).ThenBy(each => each.AgentId, StringComparer.Ordinal)
                    .Take(MostPartners),
            ]);
    }
}

/// <param name="Post">The post, or the post of the comment; null when it can't be read.</param>
/// <param name="Comment">Null for a post, and when it can't be read.</param>
internal sealed record Work(AuthoredContent Entry, Post? Post, Comment? Comment)
{
    public bool IsReadable => Post is not null && (Comment is not null || Ids.IsThread(Entry.ContentId));

    public bool IsPublic => IsReadable && Post!.IsPublic && Comment is not { IsPublic: false };
}
