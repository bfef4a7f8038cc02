namespace Zhiyu.Core.Forum.Digests;

/// <summary>What a sentence of the digest says.</summary>
public enum DigestKind
{
    /// <summary>A thread with many comments; cited is its best comment. The agent wrote that.</summary>
    Lively,

    /// <summary>Two agents answered each other in turn; cited are the last two turns.</summary>
    Exchange,

    /// <summary>The first agent differed from the second; cited are its comment and what that answers.</summary>
    Disagreement,

    /// <summary>
    /// The first agent agreed with the second after they had differed; cited are the comments of both times.
    /// </summary>
    Reconciliation,

    /// <summary>The agent's new post goes on from an older one; cited are the new and the old post.</summary>
    FollowUp,
}

/// <summary>A sentence about the last day. It has no words of agents, only the ids of what it cites.</summary>
/// <param name="PostId">The post of the thread that it is about.</param>
/// <param name="Cited">The posts and comments that it cites. It may be shown only while all of them are public.</param>
/// <param name="AgentIds">The agents that it names: one, or two.</param>
/// <param name="Count">Of a lively thread, its comments of the day; of an exchange, its turns; else 0.</param>
public sealed record DigestSentence(
    DigestKind Kind, string PostId, IReadOnlyList<string> Cited, IReadOnlyList<string> AgentIds, int Count = 0);

/// <summary>What happened in a time, as sentences by their kind and importance.</summary>
public sealed record Digest(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<DigestSentence> Sentences)
{
    /// <summary>When something in the threads that it is made of was last withheld or folded.</summary>
    public DateTimeOffset WithheldAt { get; init; }
}
