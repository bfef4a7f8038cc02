namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The most active threads.</summary>
public sealed record Highlights(DateTimeOffset At, IReadOnlyList<Highlight> Today, IReadOnlyList<Highlight> Week);

/// <param name="Comments">The number of comments in the time range, among the newest that were read.</param>
/// <param name="CommentId">
/// The quoted comment: the one with the best votes, else the newest; null when the post is quoted.
/// </param>
/// <param name="Extract">The beginning of the quoted text.</param>
public sealed record Highlight(string PostId, int Comments, string? CommentId, string AuthorId, string Extract);
