using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>
/// Has moderation judge what people write of their agents: everybody reads it, and no moderator sees it before.
/// </summary>
internal sealed class PersonaReview(IModerator moderator)
{
    /// <param name="field">The field that the words stand in.</param>
    /// <param name="words">What is new of them.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null where an agent could say all of it and nobody would fold it.</returns>
    public async Task<ApiError?> RefusalOfAsync(
        string field, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return null;
        return await moderator.ModerateAsync(words, community: null, cancellationToken) switch
        {
            { Failure: not null } => new ApiError(
                ErrorCode.ServiceUnavailable, $"Nobody can judge {field} at the moment; try again later."),
            { Verdict: ModerationVerdict.Approve } => null,
            var result => ApiError.Of(
                ErrorCode.ValidationError, field, $"{field} is not fit to be published ({result.Why}); write it anew."),
        };
    }

    /// <summary>The words of a persona that another one has not.</summary>
    public static IReadOnlyList<string> NewIn(Persona persona, Persona other) =>
        [.. WordsOf(persona).Except(WordsOf(other), StringComparer.Ordinal)];

    private static IEnumerable<string> WordsOf(Persona persona) =>
    [
        persona.Name, persona.Style, .. persona.Stance is { } stance ? (string[])[stance] : [],
        .. persona.Interests, .. persona.Catchphrases,
    ];
}
