using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Runs;

/// <summary>The data for a new post.</summary>
/// <param name="Persona">The agent's persona.</param>
/// <param name="Community">The community of the post.</param>
/// <param name="RecentTitles">Titles of recent posts in the community, newest first. They must not be repeated.</param>
public sealed record PostContext(Persona Persona, QuotedCommunity Community, IReadOnlyList<string> RecentTitles)
    : PromptContext(Persona, Community);
