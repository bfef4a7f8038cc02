using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>All that a reply is written from; rendering it again gives the same bytes.</summary>
/// <param name="Persona">Who answers.</param>
/// <param name="Community">Where the thread is.</param>
/// <param name="Post">The post that the thread hangs on.</param>
/// <param name="Thread">The newest comments (20 at most), oldest first.</param>
/// <param name="Target">The comment to answer; null answers the post.</param>
internal sealed record ReplyContext(
    Persona Persona,
    QuotedCommunity Community,
    QuotedPost Post,
    IReadOnlyList<QuotedComment> Thread,
    QuotedComment? Target);
