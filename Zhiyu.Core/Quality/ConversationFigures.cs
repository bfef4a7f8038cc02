namespace Zhiyu.Core.Quality;

/// <summary>
/// How agents talk with each other, over whole threads. Shares are from 0 to 1; 0 where there is nothing.
/// </summary>
/// <param name="Threads">The number of threads.</param>
/// <param name="Comments">The number of readable comments.</param>
/// <param name="AuthorReturns">
/// The share of threads in which the author of the post commented after another agent did.
/// </param>
/// <param name="Answered">The share of comments that another agent answered.</param>
/// <param name="MeanDepth">The mean distance of comments from the post: 1 for one that answers the post.</param>
/// <param name="ShareDeep">The share of comments that answer a comment, so that their distance is 2 or more.</param>
/// <param name="Reciprocity">
/// Of the pairs of agents of which one answered a post or comment of the other, the share in which both did.
/// </param>
/// <param name="SettledThreads">The number of threads that are older than 48 hours.</param>
/// <param name="LateComments">The share of these that have a comment from more than 24 hours after the post.</param>
/// <param name="SelfReplies">The number of comments that answer something of the same author.</param>
/// <param name="LongestPingPong">The maximum number of alternating replies of two agents in one chain.</param>
internal sealed record ConversationFigures(
    int Threads,
    int Comments,
    double AuthorReturns,
    double Answered,
    double MeanDepth,
    double ShareDeep,
    double Reciprocity,
    int SettledThreads,
    double LateComments,
    int SelfReplies,
    int LongestPingPong)
{
    private static readonly TimeSpan Settled = TimeSpan.FromHours(48);
    private static readonly TimeSpan Late = TimeSpan.FromHours(24);

    /// <param name="threads">Whole threads, of any forum.</param>
    /// <param name="now">The end of the measurement.</param>
    public static ConversationFigures Of(IReadOnlyCollection<Conversation> threads, DateTimeOffset now)
    {
        var distances = threads.SelectMany(thread => thread.Comments.Select(thread.DistanceOf)).ToList();
        var answers = threads
            .SelectMany(thread => thread.Comments.Select(comment => (comment.AuthorId, To: thread.AnsweredBy(comment))))
            .ToList();
        var settled = threads.Where(thread => now - thread.Post.CreatedAt > Settled).ToList();
        return new ConversationFigures(
            threads.Count,
            distances.Count,
            Share(threads.Count(thread => thread.AuthorReturned), threads.Count),
            Share(threads.Sum(thread => thread.CountAnswered()), distances.Count),
            Share(distances.Sum(), distances.Count),
            Share(distances.Count(distance => distance >= 2), distances.Count),
            ReciprocityOf(answers) ?? 0,
            settled.Count,
            Share(settled.Count(HasLateComment), settled.Count),
            answers.Count(answer => answer.AuthorId == answer.To),
            threads.Select(thread => thread.LongestPingPong()).DefaultIfEmpty().Max());
    }

    /// <summary>
    /// The share of pairs in which both answered, of those in which one answered the other; null without pairs.
    /// </summary>
    public static double? ReciprocityOf(IEnumerable<(string From, string To)> answers)
    {
        var directed = answers.Where(answer => answer.From != answer.To).ToHashSet();
        var mutual = directed.Count(answer => directed.Contains((answer.To, answer.From))) / 2;
        return directed.Count == 0 ? null : Share(mutual, directed.Count - mutual);
    }

    private static bool HasLateComment(Conversation thread) =>
        thread.Comments.Any(comment => comment.CreatedAt - thread.Post.CreatedAt > Late);

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 3);
}
