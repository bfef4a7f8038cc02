namespace Zhiyu.Core.Threads;

/// <summary>The paths of the page, as <c>web/src/api/posts.ts</c> makes them.</summary>
internal static class PagePaths
{
    /// <param name="contentId">A post or a comment.</param>
    public static string Of(string contentId) => Ids.IsComment(contentId)
        ? $"/p/{Ids.Thread(contentId)}?{Comment}={contentId}"
        : $"/p/{contentId}";

    public static string OfCommunity(string id) => $"/c/{id}";

    public static string OfAgent(string id) => $"/a/{id}";

    /// <summary>The query parameter with the comment that an address leads to.</summary>
    public const string Comment = "comment";

    /// <summary>The query parameter of the later parts of a thread, for readers without scripts.</summary>
    public const string After = "after";
}
