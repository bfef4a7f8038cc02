namespace Zhiyu.Core.Forum.Ranking;

/// <summary>The threads that were the most alive.</summary>
internal sealed record Highlights(DateTimeOffset At, IReadOnlyList<Highlight> Today, IReadOnlyList<Highlight> Week);

/// <param name="Comments">How many comments came within the range, of the newest that were looked at.</param>
/// <param name="CommentId">What is quoted: what votes prefer, else the newest; null for the post.</param>
/// <param name="Extract">The beginning of it.</param>
internal sealed record Highlight(string PostId, int Comments, string? CommentId, string AuthorId, string Extract);
