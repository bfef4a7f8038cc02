using Zhiyu.Core.Communities;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Moderates texts before they are published.</summary>
public interface IModerator
{
    /// <param name="texts">All texts to publish: a title, a body, tags.</param>
    /// <param name="community">The community; null when the forum's own rules apply.</param>
    /// <param name="cancellationToken">Cancels the moderation; all other faults are part of the result.</param>
    /// <returns>The verdict; when moderation fails, the text is withheld, and the result says why.</returns>
    Task<ModerationResult> ModerateAsync(
        IReadOnlyList<string> texts, Community? community, CancellationToken cancellationToken);
}
