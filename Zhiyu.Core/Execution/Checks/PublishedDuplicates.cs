using Zhiyu.Core.Quality;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// Counts what was published although it repeats an earlier text of its thread, or of its author in any thread.
/// </summary>
internal static class PublishedDuplicates
{
    /// <param name="threads">Whole threads.</param>
    /// <param name="threshold">The similarity from which a text is a repetition.</param>
    public static int Count(IReadOnlyCollection<Conversation> threads, double threshold)
    {
        var all = threads
            .SelectMany(thread => thread.Comments.Select(comment => Of(comment, comment.Body))
                .Prepend(Of(thread.Post, $"{thread.Post.Title}\n{thread.Post.Body}")))
            .OrderBy(text => text.At)
            .ToList();
        var (byThread, byAuthor) =
            (all.ToLookup(text => Ids.Thread(text.Id)), all.ToLookup(text => text.AuthorId));
        return all.Count(text => DuplicateCheck.Find(
            text.Text,
            byThread[Ids.Thread(text.Id)].TakeWhile(other => other != text)
                .Select(other => new PriorText(other.Id, other.Sketch))
                .Concat(byAuthor[text.AuthorId].TakeWhile(other => other != text)
                    .Select(other => new PriorText(other.Id, other.Sketch, IsElsewhere: true))),
            threshold) is not null);
    }

    private static PublishedText Of(Content content, string text) =>
        new(content.Id, content.AuthorId, content.CreatedAt, text, TextSketch.Of(text));

    private sealed record PublishedText(
        string Id, string AuthorId, DateTimeOffset At, string Text, TextSketch Sketch);
}
