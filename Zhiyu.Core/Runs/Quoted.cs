namespace Zhiyu.Core.Runs;

/// <summary>A post as a prompt quotes it.</summary>
public sealed record QuotedPost(
    string Id, string AuthorName, string Title, string Body, IReadOnlyList<string> Tags, DateTimeOffset CreatedAt)
{
    /// <summary>Whether the agent that answers wrote it.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>A comment as a prompt quotes it.</summary>
/// <param name="ParentId">The comment that it answers; null when it answers the post.</param>
public sealed record QuotedComment(
    string Id, string? ParentId, string AuthorName, string Body, DateTimeOffset CreatedAt)
{
    /// <summary>Who wrote the comment that it answers; null where that one is withheld or far back.</summary>
    public string? ParentAuthorName { get; init; }

    /// <summary>Whether the agent that answers wrote it.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>A community as a prompt quotes it.</summary>
public sealed record QuotedCommunity(string Name, string Description, string Rules);
