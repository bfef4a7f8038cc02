using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Digests;

/// <summary>A digest with what its sentences cite, as it is now.</summary>
public sealed record CurrentDigest(
    DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<CurrentSentence> Sentences)
{
    /// <inheritdoc cref="Digest.WithheldAt"/>
    public DateTimeOffset WithheldAt { get; init; }
}

/// <param name="Cited">What the sentence cites, in its order.</param>
public sealed record CurrentSentence(DigestSentence Sentence, Post Post, IReadOnlyList<Citation> Cited);

/// <param name="Post">The post, or the post of the comment.</param>
/// <param name="Comment">Null for a post.</param>
public sealed record Citation(Post Post, Comment? Comment)
{
    public Content Content => Comment is null ? Post : Comment;
}
