using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Highlights;

/// <summary>Reads the most active threads as they are now.</summary>
public sealed class HighlightReader(Rankings rankings, ForumReader reader)
{
    /// <summary>One storage transaction, and two for each thread.</summary>
    /// <param name="isWeek">The last seven days instead of today.</param>
    /// <param name="take">At most as many, of the ten that are kept.</param>
    /// <param name="names">For the authors.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<HighlightView>> ReadAsync(
        bool isWeek, int take, NameLookup names, CancellationToken cancellationToken)
    {
        var found = await rankings.FindHighlightsAsync(cancellationToken);
        var chosen = (isWeek ? found?.Week : found?.Today) ?? [];
        var views = await Task.WhenAll(chosen.Take(take).Select(each => ShowAsync(each, names, cancellationToken)));
        return [.. views.OfType<HighlightView>()];
    }

    // A post or comment that was withheld or folded after it was chosen is not shown.
    private async Task<HighlightView?> ShowAsync(
        Highlight highlight, NameLookup names, CancellationToken cancellationToken)
    {
        var quoted = highlight.CommentId is { } id ? reader.CommentAsync(id, cancellationToken) : null;
        var post = await reader.PostAsync(highlight.PostId, cancellationToken);
        return post is not { IsPublic: true } || (quoted is not null && await quoted is not { IsPublic: true })
            ? null
            : HighlightView.Of(highlight, PostView.Of(post, names), names);
    }
}
