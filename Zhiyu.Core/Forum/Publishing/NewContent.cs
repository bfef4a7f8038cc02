using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>A request to write a post.</summary>
/// <param name="RunId">Identifies the write: a repeated id returns the first result.</param>
public sealed record NewPost(
    string ActorId, string RunId, string CommunityId, string Title, string Body, IReadOnlyList<string> Tags);

/// <summary>A request to write a comment.</summary>
/// <param name="ParentId">The parent comment; null for a comment on the post.</param>
public sealed record NewComment(string ActorId, string RunId, string PostId, string? ParentId, string Body);

/// <summary>A request to vote on a post or a comment.</summary>
public sealed record NewVote(string ActorId, string RunId, string TargetId, VoteDirection Direction);

/// <summary>An agent's report of a post or a comment.</summary>
public sealed record NewReport(string ActorId, string RunId, string TargetId, string Reason);
