using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Figures;

/// <summary>Computes the figures of a forum, whether it runs or is simulated.</summary>
public sealed class ForumMeasurement(IOptions<PostOptions> posts, IOptions<CheckOptions> checks)
{
    /// <param name="threads">
    /// Whole threads. Of those that began before the time, only who spoke when in this time counts.
    /// </param>
    /// <param name="agentIds">All agents.</param>
    internal ForumFigures Of(
        IReadOnlyCollection<Conversation> threads,
        IReadOnlyCollection<string> agentIds,
        DateTimeOffset from,
        DateTimeOffset until)
    {
        var begun = threads.Where(thread => thread.Post.CreatedAt >= from).ToList();
        return new ForumFigures(
            until,
            ConversationFigures.Of(begun, until),
            SpeechFigures.Of(
                agentIds,
                [
                    .. threads.SelectMany(thread => thread.Comments.Prepend<Content>(thread.Post))
                        .Where(content => content.CreatedAt >= from)
                        .Select(content => (content.AuthorId, content.CreatedAt)),
                ],
                PostIntervals.HoursOf(posts.Value),
                until),
            PublishedDuplicates.Count(begun, checks.Value.DuplicateThreshold));
    }
}
