using Microsoft.Extensions.Logging;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Judges by our own rules, and by an external service where there is one.</summary>
internal sealed class Moderator(RuleBook rules, IModerationApi api, ILogger<Moderator> logger) : IModerator
{
    public async Task<ModerationResult> ModerateAsync(
        IReadOnlyList<string> texts, Community? community, CancellationToken cancellationToken)
    {
        var known = Assessment.Harmless;
        try
        {
            var thresholds = community?.Moderation ?? ModerationThresholds.Default;
            if (thresholds.Fault is { } fault) return Failed(known, fault);
            var forms = TextVariants.Of(texts);
            known = rules.Assess(forms);
            // What is rejected already is told to nobody outside: it may hold a secret.
            if (!known.IsBlocked && known.Score <= thresholds.Reject)
            {
                var opinion = await api.AssessAsync(ForOthers(forms), cancellationToken);
                if (opinion is ApiOpinion.None none) return Failed(known, none.Failure, none.Advice);
                known = known.With(((ApiOpinion.Given)opinion).Assessment);
            }

            return Decision.Of(known, thresholds, community?.DefaultVisibility ?? Visibility.Public);
        }
        catch (Exception fault) when (fault is not OperationCanceledException
            || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: what nobody has judged must not be public, and the write must not be lost.
            Log.Broken(logger, fault);
            return Decision.Failed(known, $"moderation broke: {fault.GetType().Name}");
        }
    }

    // As the page shows it, and below that as it was written, where that is something else.
    private static string ForOthers(TextVariants forms) =>
        NormalizedText.Of(forms.Shown).Trim() == NormalizedText.Of(forms.Written).Trim()
            ? forms.Written
            : $"{forms.Shown}\n\n{forms.Written}";

    private ModerationResult Failed(Assessment known, string failure, string? advice = null)
    {
        Log.Undecided(logger, advice is null ? failure : $"{failure}. {advice}");
        return Decision.Failed(known, failure);
    }
}
