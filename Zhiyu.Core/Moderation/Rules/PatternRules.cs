using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds what patterns describe: the rules of <c>patterns.yaml</c>.</summary>
internal sealed class PatternRules(IReadOnlyList<PatternRule> rules) : IRuleType
{
    private static readonly Dictionary<string, Func<NormalizedForms, string>> Readings = new()
    {
        ["plain"] = readings => readings.Plain,
        ["legible"] = readings => readings.Normalized,
        ["joined"] = readings => readings.Joined,
        ["digits"] = readings => readings.Digits,
        ["addresses"] = readings => readings.Addresses,
    };

    private static readonly Dictionary<string, object> Edges = new()
    {
        ["word"] = WordEdge.Word,
        ["number"] = WordEdge.Number,
        ["none"] = WordEdge.None,
    };

    public IReadOnlyList<PatternRule> Rules => rules;

    public static PatternRules Read(ListFolder folder) => Read(folder, "patterns.yaml");

    public static PatternRules Read(ListFolder folder, string file) => new([.. RulesOf(folder, folder.File(file))]);

    public IEnumerable<Finding> Find(IReadOnlyList<NormalizedForms> readings) =>
        rules.Where(rule => readings.Any(rule.IsIn)).Select(rule => new Finding(rule.Rule));

    private static IEnumerable<PatternRule> RulesOf(ListFolder folder, ListFile file)
    {
        foreach (var entry in file.Read<List<PatternEntry>>())
        {
            var patterns = EntryPatterns.Of(entry, folder.Patterns);
            var rule = folder.RuleOf(file, entry);
            var reading = file.Named(entry, entry.In, "a reading", Readings);
            var edge = file.Named(entry, entry.Edge, "an edge", Edges);
            var check = entry.Check.Length == 0
                ? MatchChecks.All
                : file.Named(entry, entry.Check, "a check", MatchChecks.ByName);
            foreach (var fault in patterns.Faults) file.Fault(entry, fault);
            if (patterns.Pattern is { } pattern && reading is not null && edge is WordEdge ends && check is not null)
                yield return new PatternRule(rule, Marked(reading, patterns.Marker), pattern)
                {
                    Check = check,
                    Edge = ends,
                    Cue = patterns.Cue,
                    Unless = patterns.Unless,
                };
        }
    }

    private static Func<NormalizedForms, string> Marked(
        Func<NormalizedForms, string> reading, WordSets.Marker? marker) =>
        marker is null ? reading : readings => readings.Marked(reading(readings), marker);
}

/// <summary>An entry of <c>patterns.yaml</c>.</summary>
internal sealed class PatternEntry : ListEntry
{
    /// <summary>
    /// The reading to search: <c>plain</c> by default, <c>legible</c>, <c>joined</c>, <c>digits</c> or
    /// <c>addresses</c>.
    /// </summary>
    public string In { get; init; } = "plain";
    public string Pattern { get; init; } = "";

    /// <summary>The check that confirms a match; empty for none.</summary>
    public string Check { get; init; } = "";

    /// <summary>
    /// What must not continue beyond the match: <c>word</c> by default, <c>number</c> or <c>none</c>.
    /// </summary>
    public string Edge { get; init; } = "word";

    /// <summary>A pattern before a match that confirms it; empty for none.</summary>
    public string Cue { get; init; } = "";

    /// <summary>A pattern of surroundings that rule out a match, which is marked by ⟦ and ⟧; empty for none.</summary>
    public string Unless { get; init; } = "";
}
