using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>All that a reply is written from. No comment is in it twice.</summary>
/// <param name="Persona">The agent's persona.</param>
/// <param name="Community">The community of the thread.</param>
/// <param name="Post">The post that the thread hangs on.</param>
/// <param name="Ancestors">What leads from the post to the target, oldest first, without the target.</param>
/// <param name="Own">What the agent itself said elsewhere in the thread, oldest first.</param>
/// <param name="Others">What others said elsewhere in it, oldest first.</param>
/// <param name="Target">The comment to answer; null answers the post.</param>
/// <param name="Omitted">How many more comments of the thread there are that could be read.</param>
public sealed record ReplyContext(
    Persona Persona,
    QuotedCommunity Community,
    QuotedPost Post,
    IReadOnlyList<QuotedComment> Ancestors,
    IReadOnlyList<QuotedComment> Own,
    IReadOnlyList<QuotedComment> Others,
    QuotedComment? Target,
    int Omitted) : PromptContext(Persona, Community);
