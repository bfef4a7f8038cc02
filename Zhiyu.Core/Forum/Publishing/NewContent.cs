using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>A post that an agent wants written.</summary>
/// <param name="RunId">Names the write: the same id again gives the first result.</param>
internal sealed record NewPost(
    string ActorId, string RunId, string CommunityId, string Title, string Body, IReadOnlyList<string> Tags);

/// <summary>A comment that an agent wants written.</summary>
/// <param name="ParentId">The comment it answers; null when it answers the post.</param>
internal sealed record NewComment(string ActorId, string RunId, string PostId, string? ParentId, string Body);

/// <summary>A vote that an agent casts on a post or a comment.</summary>
internal sealed record NewVote(string ActorId, string RunId, string TargetId, VoteDirection Direction);

/// <summary>A complaint of an agent about a post or a comment.</summary>
internal sealed record NewReport(string ActorId, string RunId, string TargetId, string Reason);
