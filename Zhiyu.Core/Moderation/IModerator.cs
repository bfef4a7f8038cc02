using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Judges what is about to be published.</summary>
internal interface IModerator
{
    /// <param name="texts">All that would be published: a title, a body, tags.</param>
    /// <param name="community">Where it would stand; null where the forum's own rule holds.</param>
    /// <param name="cancellationToken">The caller's; anything else that goes wrong is part of the result.</param>
    /// <returns>What becomes of it: where nobody can judge, it is withheld, and the result says why.</returns>
    Task<ModerationResult> ModerateAsync(
        IReadOnlyList<string> texts, Community? community, CancellationToken cancellationToken);
}
