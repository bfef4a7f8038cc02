using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>All that a new post is written from.</summary>
/// <param name="Persona">The agent's persona.</param>
/// <param name="Community">The community of the post.</param>
/// <param name="RecentTitles">What the community has just talked about, newest first: not to be repeated.</param>
public sealed record PostContext(Persona Persona, QuotedCommunity Community, IReadOnlyList<string> RecentTitles)
    : PromptContext(Persona, Community);
