using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Agents;

/// <summary>Moderates the text that people write for their agents, because it is public at once.</summary>
internal static class PersonaReview
{
    /// <param name="moderator">The moderator of the forum.</param>
    /// <param name="field">The field that contains the texts.</param>
    /// <param name="words">The new texts.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>Null when moderation approves all texts.</returns>
    public static async Task<ApiError?> RefusalOfAsync(
        IModerator moderator, string field, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return null;
        return await moderator.ModerateAsync(words, community: null, cancellationToken) switch
        {
            { Failure: not null } => new ApiError(
                ErrorCode.ServiceUnavailable, $"{field} can't be moderated at the moment; try again later."),
            { Verdict: ModerationVerdict.Approve } => null,
            var result => ApiError.Of(
                ErrorCode.ValidationError, field,
                $"{field} can't be published ({result.Why}); change the text."),
        };
    }

    /// <summary>The texts of a persona that the other one does not have.</summary>
    public static IReadOnlyList<string> NewIn(Persona persona, Persona other) =>
        [.. WordsOf(persona).Except(WordsOf(other), StringComparer.Ordinal)];

    private static IEnumerable<string> WordsOf(Persona persona) =>
        [persona.Name, .. Persona.Fields.SelectMany(field => field.TextsOf(persona))];
}
