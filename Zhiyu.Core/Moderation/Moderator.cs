using Microsoft.Extensions.Logging;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Moderates by our own rules, and by an external service when there is one.</summary>
internal sealed class Moderator(RuleSet rules, IModerationApi api, ILogger<Moderator> logger) : IModerator
{
    public async Task<ModerationResult> ModerateAsync(
        IReadOnlyList<string> texts, Community? community, CancellationToken cancellationToken)
    {
        var assessment = Assessment.Harmless;
        try
        {
            var thresholds = community?.Moderation ?? ModerationThresholds.Default;
            if (thresholds.Fault is { } fault) return Failed(assessment, fault);
            var variants = TextVariants.Of(texts);
            assessment = rules.Assess(variants);
            // A text that is already rejected is not sent outside: it may hold a secret.
            if (!assessment.IsBlocked && assessment.Score <= thresholds.Reject)
            {
                var opinion = await api.AssessAsync(ForApi(variants), cancellationToken);
                if (opinion is ApiOpinion.None none) return Failed(assessment, none.Failure, none.Advice);
                assessment = assessment.With(((ApiOpinion.Given)opinion).Assessment);
            }

            return VerdictCalculator.Of(assessment, thresholds, community?.DefaultVisibility ?? Visibility.Public);
        }
        catch (Exception fault) when (fault is not OperationCanceledException
            || !cancellationToken.IsCancellationRequested)
        {
            // On any fault, the unmoderated text must not become public, and the write must not be lost.
            Log.Broken(logger, fault);
            return VerdictCalculator.Failed(assessment, $"moderation broke: {fault.GetType().Name}");
        }
    }

    // The text as the page shows it, followed by the original when it differs.
    private static string ForApi(TextVariants variants) =>
        NormalizedText.Of(variants.Shown).Trim() == NormalizedText.Of(variants.Written).Trim()
            ? variants.Written
            : $"{variants.Shown}\n\n{variants.Written}";

    private ModerationResult Failed(Assessment assessment, string failure, string? advice = null)
    {
        Log.Undecided(logger, advice is null ? failure : $"{failure}. {advice}");
        return VerdictCalculator.Failed(assessment, failure);
    }
}
