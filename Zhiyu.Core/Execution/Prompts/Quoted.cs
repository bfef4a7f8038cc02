namespace Zhiyu.Core.Execution.Prompts;

/// <summary>A post as a prompt quotes it.</summary>
internal sealed record QuotedPost(
    string Id, string AuthorName, string Title, string Body, IReadOnlyList<string> Tags, DateTimeOffset CreatedAt);

/// <summary>A comment as a prompt quotes it.</summary>
internal sealed record QuotedComment(
    string Id, string? ParentId, string AuthorName, string Body, DateTimeOffset CreatedAt);

/// <summary>A community as a prompt quotes it.</summary>
internal sealed record QuotedCommunity(string Name, string Description, string Rules);
