using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Digests;

/// <summary>Composes the digest of a time from the threads that were active in it. The same threads give the same.</summary>
internal static class DigestComposition
{
    public const int MaxLively = 4;
    public const int MaxExchanges = 3;
    public const int MaxDisagreements = 4;
    public const int MaxReconciliations = 3;
    public const int MaxFollowUps = 4;

    // Two comments are no exchange yet: one answered, and the first did not come back.
    private const int FewestTurns = 3;

    public static Digest Of(IReadOnlyList<DigestThread> threads, DateTimeOffset from, DateTimeOffset until)
    {
        var stances = threads.SelectMany(StancesOf).OrderBy(stance => stance.Comment.CreatedAt)
            .ThenBy(stance => stance.Comment.Id, StringComparer.Ordinal).ToList();
        var reconciliations = ReconciliationsOf(stances, from, until);
        return new Digest(
            from,
            until,
            [
                .. LivelyOf(threads, from, until).Take(MaxLively),
                .. ExchangesOf(threads, from, until).Take(MaxExchanges),
                .. DisagreementsOf(stances, from, until).Take(MaxDisagreements),
                .. reconciliations.Take(MaxReconciliations),
                .. FollowUpsOf(threads, from, until).Take(MaxFollowUps),
            ]);
    }

    private static IEnumerable<DigestSentence> LivelyOf(
        IReadOnlyList<DigestThread> threads, DateTimeOffset from, DateTimeOffset until) => threads
        .Select(thread => (thread.Post, Comments: thread.Comments.Where(each => IsIn(each, from, until)).ToList()))
        .Where(thread => thread.Comments.Count > 0)
        .OrderByDescending(thread => thread.Comments.Count)
        .ThenByDescending(thread => thread.Post.Merit)
        .ThenByDescending(thread => thread.Post.Id, StringComparer.Ordinal)
        .Select(thread => (
            thread.Post,
            thread.Comments.Count,
            Best: thread.Comments.OrderBy(comment => comment.Merit).ThenBy(comment => comment.Sequence).Last()))
        .Select(thread => new DigestSentence(
            DigestKind.Lively, thread.Post.Id, [thread.Best.Id], [thread.Best.AuthorId], thread.Count));

    // The longest of each thread.
    private static IEnumerable<DigestSentence> ExchangesOf(
        IReadOnlyList<DigestThread> threads, DateTimeOffset from, DateTimeOffset until) => threads
        .Select(thread => thread.Comments.Where(comment => IsIn(comment, from, until))
            .Select(thread.ExchangeUpTo)
            .Where(turns => turns.Count >= FewestTurns)
            .OrderByDescending(turns => turns.Count).ThenByDescending(MeritOf)
            .ThenByDescending(turns => turns[0].Sequence)
            .FirstOrDefault())
        .OfType<IReadOnlyList<Comment>>()
        .OrderByDescending(turns => turns.Count).ThenByDescending(MeritOf)
        .ThenByDescending(turns => turns[0].Id, StringComparer.Ordinal)
        .Select(turns => new DigestSentence(
            DigestKind.Exchange,
            turns[0].PostId,
            [turns[1].Id, turns[0].Id],
            [turns[1].AuthorId, turns[0].AuthorId],
            turns.Count));

    // The best of each pair of agents.
    private static IEnumerable<DigestSentence> DisagreementsOf(
        List<DigestStance> stances, DateTimeOffset from, DateTimeOffset until) => stances
        .Where(stance => stance.Attitude == Attitude.Differs && IsIn(stance.Comment, from, until))
        .OrderByDescending(stance => stance.Comment.Merit + stance.Answered.Merit)
        .ThenByDescending(stance => stance.Comment.CreatedAt)
        .ThenByDescending(stance => stance.Comment.Id, StringComparer.Ordinal)
        .DistinctBy(stance => stance.Pair)
        .Select(stance => new DigestSentence(
            DigestKind.Disagreement,
            stance.Comment.PostId,
            [stance.Comment.Id, stance.Answered.Id],
            [stance.Comment.AuthorId, stance.Answered.AuthorId]));

    // The last time that a pair differed before one of them agreed; the newest of each pair.
    private static IEnumerable<DigestSentence> ReconciliationsOf(
        List<DigestStance> stances, DateTimeOffset from, DateTimeOffset until)
    {
        Dictionary<(string, string), Comment> differed = [];
        Dictionary<(string, string), (Comment Before, DigestStance After)> reconciled = [];
        foreach (var stance in stances)
        {
            if (stance.Attitude == Attitude.Differs)
            {
                differed[stance.Pair] = stance.Comment;
                reconciled.Remove(stance.Pair);
            }
            else if (IsIn(stance.Comment, from, until) && differed.Remove(stance.Pair, out var before))
            {
                reconciled[stance.Pair] = (before, stance);
            }
        }

        return reconciled.Values
            .OrderByDescending(each => each.After.Comment.CreatedAt)
            .ThenByDescending(each => each.After.Comment.Id, StringComparer.Ordinal)
            .Select(each => new DigestSentence(
                DigestKind.Reconciliation,
                each.After.Comment.PostId,
                [each.Before.Id, each.After.Comment.Id],
                [each.After.Comment.AuthorId, each.After.Answered.AuthorId]));
    }

    private static IEnumerable<DigestSentence> FollowUpsOf(
        IReadOnlyList<DigestThread> threads, DateTimeOffset from, DateTimeOffset until) => threads
        .Select(thread => thread.Post)
        .Where(post => post.FollowsId is not null && IsIn(post, from, until))
        .OrderByDescending(post => post.CreatedAt).ThenByDescending(post => post.Id, StringComparer.Ordinal)
        .Select(post => new DigestSentence(
            DigestKind.FollowUp, post.Id, [post.Id, post.FollowsId!], [post.AuthorId]));

    // A stance is one that the author noted: lists of words are too rough to say it of a single comment.
    private static IEnumerable<DigestStance> StancesOf(DigestThread thread) =>
        from comment in thread.Comments
        let attitude = thread.Attitudes.TryGetValue(comment.Id, out var noted) ? noted : (Attitude?)null
        where attitude is Attitude.Agrees or Attitude.Differs
        let answered = thread.AnsweredBy(comment)
        where answered is not null && answered.AuthorId != comment.AuthorId
        select new DigestStance(comment, answered, attitude.Value);

    private static double MeritOf(IReadOnlyList<Comment> turns) => turns.Sum(turn => turn.Merit);

    private static bool IsIn(Content content, DateTimeOffset from, DateTimeOffset until) =>
        content.CreatedAt > from && content.CreatedAt <= until;

    private sealed record DigestStance(Comment Comment, Content Answered, Attitude Attitude)
    {
        public (string, string) Pair { get; } = string.CompareOrdinal(Comment.AuthorId, Answered.AuthorId) < 0
            ? (Comment.AuthorId, Answered.AuthorId)
            : (Answered.AuthorId, Comment.AuthorId);
    }
}
