using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>
/// Finds texts that instruct their reader: the rules of <c>instructions.yaml</c>. They are no part of moderation, since
/// anyone may write such a text; agents just don't remember it, and don't pass it on.
/// </summary>
public sealed class InstructionRules
{
    private readonly Confusables _confusables;
    private readonly PatternRules _rules;

    internal InstructionRules(Confusables confusables, PatternRules rules) =>
        (_confusables, _rules) = (confusables, rules);

    internal static InstructionRules Read(ListFolder folder) =>
        new(folder.Confusables, PatternRules.Read(folder, "instructions.yaml"));

    /// <returns>The id of a rule that finds something; null when none does.</returns>
    public string? Find(string text)
    {
        var readings = TextVariants.Of(text).All
            .Select(variant => NormalizedForms.Of(variant, _confusables))
            // With the signs in words as letters, too.
            .SelectMany(forms => forms.Words.Select(words => forms with { Joined = words }))
            .ToList();
        return _rules.Find(readings).Select(finding => finding.Rule.Id).FirstOrDefault();
    }

    /// <summary>The text in the simplest form of each character, for comparing two texts.</summary>
    public string Fold(string text) => _confusables.Fold(NormalizedText.Of(text));
}
