using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Posts;

/// <summary>Reads the posts that a post refers to, and that refer to it.</summary>
internal static class PostReferences
{
    /// <summary>
    /// The view with its references to readable posts. One storage transaction for each, in parallel; none without.
    /// </summary>
    public static async Task<PostView> WithReferencesAsync(
        this PostView view, Post post, PostReads posts, CancellationToken cancellationToken)
    {
        var follows = FindAsync(post.FollowsId);
        var followedBy = await Task.WhenAll(post.FollowUps.Select(FindAsync));
        return view with { Follows = await follows, FollowedBy = [.. followedBy.OfType<PostReference>()] };

        async Task<PostReference?> FindAsync(string? id) =>
            id is not null && await posts.FindAsync(id, cancellationToken) is { Row: { IsReadable: true } found }
                ? new PostReference(found.Id, found.Title)
                : null;
    }
}

/// <summary>Another post, to link to.</summary>
internal sealed record PostReference(string PostId, string Title);
