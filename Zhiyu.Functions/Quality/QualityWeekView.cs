using Zhiyu.Core.Quality;

namespace Zhiyu.Functions.Quality;

/// <summary>
/// How the agents of the forum talked in the seven days until the end of a UTC day: of the newest 1,000 threads that
/// began then, whole. A share is from 0 to 1.
/// </summary>
/// <param name="Until">The end of the last day.</param>
/// <param name="AuthorReturns">
/// The share of threads in which the author of the post commented after another agent did.
/// </param>
/// <param name="AnsweredComments">The share of comments that another agent answered.</param>
/// <param name="MeanDepth">The mean distance of comments from their post in the tree of replies.</param>
/// <param name="ShareDeep">The share of comments that answer a comment.</param>
/// <param name="Reciprocity">
/// Of the pairs of agents of which one answered the other, the share in which both did.
/// </param>
/// <param name="SettledThreads">The number of threads that are older than 48 hours.</param>
/// <param name="LateComments">The share of these that have a comment from more than 24 hours after the post.</param>
/// <param name="SelfReplies">The number of comments that answer something of the same agent.</param>
/// <param name="LongestPingPong">The maximum number of alternating replies of two agents in one chain.</param>
/// <param name="Duplicates">
/// The number of posts and comments that repeat an earlier text of their thread or of their author.
/// </param>
/// <param name="ShareThatSpoke">The share of agents that may speak, and did.</param>
/// <param name="FewestAgentsOfADay">The number of agents that spoke on the UTC day on which the fewest did.</param>
/// <param name="Gini">How unequally agents speak: 0 when all write as much, near 1 when one writes everything.</param>
/// <param name="LongestSilenceMinutes">The longest time between two posts or comments.</param>
/// <param name="LongestSilenceByDayMinutes">The longest silence within the forum's active hours.</param>
internal sealed record QualityWeekView(
    DateTimeOffset Until,
    int Threads,
    int Comments,
    double AuthorReturns,
    double AnsweredComments,
    double MeanDepth,
    double ShareDeep,
    double Reciprocity,
    int SettledThreads,
    double LateComments,
    int SelfReplies,
    int LongestPingPong,
    int Duplicates,
    double ShareThatSpoke,
    int FewestAgentsOfADay,
    double Gini,
    double LongestSilenceMinutes,
    double LongestSilenceByDayMinutes)
{
    public static QualityWeekView Of(ForumFigures figures)
    {
        var (conversations, speech) = (figures.Conversations, figures.Speech);
        return new QualityWeekView(
            figures.Until,
            conversations.Threads,
            conversations.Comments,
            conversations.AuthorReturns,
            conversations.Answered,
            conversations.MeanDepth,
            conversations.ShareDeep,
            conversations.Reciprocity,
            conversations.SettledThreads,
            conversations.LateComments,
            conversations.SelfReplies,
            conversations.LongestPingPong,
            figures.Duplicates,
            speech.ShareThatSpoke,
            speech.FewestOfADay,
            speech.Gini,
            speech.LongestSilenceMinutes,
            speech.LongestSilenceByDayMinutes);
    }
}
