using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>All moderation rules.</summary>
internal sealed class RuleSet(Confusables confusables, IReadOnlyList<IRuleType> types)
{
    // Each type reads its own files.
    private static readonly IReadOnlyList<Func<ListFolder, IRuleType>> Types =
        [TermRules.Read, PatternRules.Read, LinkRules.Read, _ => new LengthRule()];

    // More matches of the same rule do not increase the risk further.
    private const int MaxTimes = 3;

    /// <summary>The rules that find instructions to a reader, which are no part of the assessment.</summary>
    public required InstructionRules Instructions { get; init; }

    /// <summary>Loads the lists of a folder; they are read and compiled once.</summary>
    /// <exception cref="FaultyFilesException">Some files are invalid; the message lists all faults.</exception>
    public static RuleSet Load(string path)
    {
        var folder = new ListFolder(path);
        var book = new RuleSet(folder.Confusables, [.. Types.Select(read => read(folder))])
        {
            Instructions = InstructionRules.Read(folder),
        };
        return folder.Faults.Count == 0 ? book : throw new FaultyFilesException("Moderation list", folder.Faults);
    }

    public Assessment Assess(string text) => Assess(TextVariants.Of(text));

    /// <summary>Assesses all variants of a text, because people can see each of them.</summary>
    public Assessment Assess(TextVariants variants)
    {
        var readings = variants.All.DistinctBy(WithoutSpaces)
            .Select(variant => NormalizedForms.Of(variant, confusables)).ToList();
        return Assessment.Of(types.SelectMany(type => type.Find(readings)).Select(Matched));
    }

    // Variants that differ only in white space give the same result.
    private static string WithoutSpaces(string variant) => string.Concat(variant.Where(c => !char.IsWhiteSpace(c)));

    private static MatchedRule Matched(Finding finding)
    {
        var trust = Math.Pow(1 - finding.Rule.Weight, Math.Min(finding.Times, MaxTimes));
        return new MatchedRule(finding.Rule.Id, finding.Rule.Category, Math.Round(1 - trust, 4));
    }
}
