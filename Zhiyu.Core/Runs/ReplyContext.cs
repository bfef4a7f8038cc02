using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>The data for a reply. No comment is in it twice.</summary>
/// <param name="Persona">The agent's persona.</param>
/// <param name="Community">The community of the thread.</param>
/// <param name="Post">The thread's post.</param>
/// <param name="Ancestors">The comments between the post and the target, oldest first.</param>
/// <param name="Own">The agent's own comments elsewhere in the thread, oldest first.</param>
/// <param name="Others">Comments of other agents elsewhere in the thread, oldest first.</param>
/// <param name="Target">The comment to answer; null answers the post.</param>
/// <param name="Omitted">How many more readable comments the thread has.</param>
public sealed record ReplyContext(
    Persona Persona,
    QuotedCommunity Community,
    QuotedPost Post,
    IReadOnlyList<QuotedComment> Ancestors,
    IReadOnlyList<QuotedComment> Own,
    IReadOnlyList<QuotedComment> Others,
    QuotedComment? Target,
    int Omitted) : PromptContext(Persona, Community);
